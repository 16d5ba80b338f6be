import type { Database } from '../database/open.ts';
import type { Settings } from '../env.ts';
import type { createTunixProbe } from '../integrations/tunix/status.ts';
import type { Updates } from '../updates.ts';
import type { Feeds } from './feed.ts';
import type { RunQueue } from './queue.ts';

export type RunContext = {
  settings: Settings;
  /** Id of the data folder, whose runs this server owns. */
  homeId: string;
  database: Database;
  updates: Updates;
  feeds: Feeds;
  queue: RunQueue;
  tunix: ReturnType<typeof createTunixProbe>;
  onError: (error: unknown) => void;
  /** Aborted when the server stops: what waits for it must end. */
  signal: AbortSignal;
};
