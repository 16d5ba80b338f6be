import { fileURLToPath } from 'node:url';
import { type Client, createClient } from './client.ts';
import type { BareDatabase, BenchDatabase } from './database.ts';
import type { Row, Work } from './measure.ts';
import { askNothing } from './operations.ts';
import { type BenchServer, startServer } from './server.ts';

/** What measurements work with, and where their results go. */
export type Bench = {
  server: BenchServer;
  client: Client;
  home: string;
  bare: BareDatabase;
  /** A work that the server does when it is asked. */
  inServer: (once: Work['once']) => Work;
  add: (row: Row) => void;
};

export const BENCH_TRAINER = fileURLToPath(new URL('../../testing/trainer.ts', import.meta.url));

/** Starts a server on a database, and opens that beside it. */
export async function openBench(
  database: BenchDatabase,
  { main, add }: { main: string | undefined; add: Bench['add'] },
): Promise<{ bench: Bench; close: () => Promise<void> }> {
  const server = await startServer({ ...database.environment, TUNIX_PYTHON: BENCH_TRAINER }, main);
  const client = createClient(server.url);
  await askNothing(client);
  const bare = await database.open(server.home);
  const inServer = (once: Work['once']) => ({ once, processorTime: server.processorTime });
  return {
    bench: { server, client, home: server.home, bare, inServer, add },
    async close() {
      client.close();
      await bare.close();
      await server.stop();
    },
  };
}
