import type { Database } from '../database/open.ts';
import type { Settings } from '../env.ts';
import type { Updates } from '../updates.ts';
import type { JobQueue } from './jobs/queue.ts';

/** What judges work with. */
export type JudgeContext = {
  settings: Settings;
  /** Id of the data folder, whose jobs this server does. */
  homeId: string;
  database: Database;
  /** Which jobs changed. */
  updates: Updates;
  queue: JobQueue;
  onError: (error: unknown) => void;
  /** Aborted when the server stops. */
  signal: AbortSignal;
};
