import type { Database } from './database/open.ts';
import { databaseStatus } from './database/status.ts';

/** `healthy`, or `degraded` when the database does not answer. */
export async function serverStatus(database: Database): Promise<'healthy' | 'degraded'> {
  const { status } = await databaseStatus(database);
  return status === 'healthy' ? 'healthy' : 'degraded';
}
