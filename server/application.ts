import { openDatabase } from './database/open.ts';
import type { Settings } from './env.ts';
import { openHome } from './home/open.ts';
import { sweepUnfinished } from './home/sweep.ts';
import { recoverImports } from './imports/record.ts';
import { createRediaiHealth } from './integrations/rediai/health.ts';
import { createTunixProbe } from './integrations/tunix/status.ts';
import { createUngarProbe } from './integrations/ungar/status.ts';
import type { JudgeContext } from './judges/context.ts';
import { recoverJobs } from './judges/jobs/recover.ts';
import { openJudges } from './judges/open.ts';
import { createSamplerPool, type SamplerPool } from './playground/pool.ts';
import { dryRun } from './preflight/dryRun.ts';
import { createRowLengths, type RowLengths } from './preflight/rowLengths.ts';
import type { RunContext } from './runs/context.ts';
import { createRunQueue, DRY_RUN_CONCURRENCY } from './runs/queue.ts';
import { recoverRuns } from './runs/recover.ts';
import { createScorings, type Scorings } from './scores/answer/scorings.ts';
import { createDeletions, type Deletions } from './storage/deletions.ts';
import { createStorage, type Storage } from './storage/storage.ts';
import { TRACE_INDEX } from './traces/search/program.ts';
import { trainLocally } from './training/execute.ts';
import { createUpdates } from './updates.ts';

/** Everything that requests work with: opened at start, closed at the end. */
export type Application = RunContext & {
  rowLengths: RowLengths;
  judges: JudgeContext;
  scorings: Scorings;
  deletions: Deletions;
  /** The models that answer prompts. */
  samplers: SamplerPool;
  storage: Storage;
  ungar: ReturnType<typeof createUngarProbe>;
  rediai: ReturnType<typeof createRediaiHealth>;
  close: () => Promise<void>;
};

/** Opens the data folder and the database, and takes up the runs that an earlier server left.
 * @throws HomeInUseError, MigrationError, or what the database's driver throws when it can't be reached */
export async function openApplication(
  settings: Settings,
  { onError }: { onError: (error: unknown) => void },
): Promise<Application> {
  const home = openHome(settings.TUNIX_RT_HOME);
  const controller = new AbortController();
  const { signal } = controller;
  try {
    await sweepUnfinished(home.path);
    const database = await openDatabase(settings.DATABASE_URL, { ...TRACE_INDEX, onError });
    const updates = createUpdates();
    const tunix = createTunixProbe({ python: settings.TUNIX_PYTHON, signal });
    const rowLengths = createRowLengths(database);
    const scorings = createScorings({
      database,
      home: home.id,
      python: settings.TUNIX_PYTHON,
      signal,
      onError,
    });
    const samplers = createSamplerPool({
      most: settings.SAMPLER_CONCURRENCY,
      keptFor: settings.SAMPLER_IDLE_SECONDS * 1000,
    });
    const storage = createStorage({ home: home.path, database, signal, onError });
    const queue = createRunQueue({
      database,
      updates,
      concurrency: { LOCAL: settings.RUN_CONCURRENCY, DRY_RUN: DRY_RUN_CONCURRENCY },
      execute(run, stop) {
        if (run.mode === 'DRY_RUN') {
          const stopped = AbortSignal.any([stop, signal]);
          return dryRun({ database, home: home.path, tunix, rowLengths }, run, stopped);
        }
        // Whoever trains needs the memory, or the whole device.
        samplers.clear();
        return trainLocally(application, run, { stop, shutdown: signal });
      },
      signal,
      onError,
    });
    const application: Application = {
      settings,
      homeId: home.id,
      database,
      updates,
      feeds: new Map(),
      queue,
      tunix,
      rowLengths,
      judges: openJudges({ settings, homeId: home.id, database, signal, onError }),
      scorings,
      samplers,
      deletions: createDeletions({
        database,
        updates,
        settings,
        homeId: home.id,
        signal,
        onError,
        onDeleted: storage.forget,
      }),
      storage,
      ungar: createUngarProbe({ python: settings.UNGAR_PYTHON, signal }),
      rediai: createRediaiHealth({
        mode: settings.REDIAI_MODE,
        baseUrl: settings.REDIAI_BASE_URL,
        path: settings.REDIAI_HEALTH_PATH,
        ttlSeconds: settings.REDIAI_HEALTH_CACHE_TTL_SECONDS,
      }),
      onError,
      signal,
      async close() {
        controller.abort();
        await queue.idle();
        await application.judges.queue.idle();
        await scorings.idle();
        await application.deletions.idle();
        await samplers.idle();
        await storage.idle();
        await database.close();
        home.release();
      },
    };
    await scorings.recover();
    await recoverImports(application);
    await recoverRuns(application);
    application.deletions.begin();
    await recoverJobs(application.judges);
    return application;
  } catch (error) {
    controller.abort();
    home.release();
    throw error;
  }
}
