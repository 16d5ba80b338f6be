import { createMemory } from '../createMemory.ts';
import type { Database } from './open.ts';

/** Keeps answers to what never changes, for each database the last so many that were asked for. */
export function keepAnswers<Answer>(most: number) {
  const byDatabase = new WeakMap<Database, ReturnType<typeof createMemory<Answer>>>();
  return (database: Database, key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const answers = byDatabase.get(database) ?? createMemory<Answer>(most);
    byDatabase.set(database, answers);
    return answers(key, ask);
  };
}
