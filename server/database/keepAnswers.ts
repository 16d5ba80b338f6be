import type { Database } from './open.ts';

/** Keeps answers to what never changes, for each database the last so many that were asked for; what failed is asked again. */
export function keepAnswers<Answer>(most: number) {
  const byDatabase = new WeakMap<Database, Map<string, Promise<Answer>>>();
  return (database: Database, key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const answers = byDatabase.get(database) ?? new Map<string, Promise<Answer>>();
    byDatabase.set(database, answers);
    const answer = answers.get(key) ?? ask();
    answers.delete(key);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
