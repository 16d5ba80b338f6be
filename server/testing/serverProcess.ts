import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach } from 'vitest';
import { NO_PYTHON } from './interpreter.ts';
import { endTrainings } from './training.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

export type ServerProcess = Awaited<ReturnType<typeof startServerProcess>>;

/** Starts `node server/main.ts` on a data folder; what it starts with is kept out of this process's. */
export async function startServerProcess({
  home,
  environment,
}: {
  home: string;
  environment: Record<string, string>;
}) {
  const subprocess = execa('node', [MAIN], {
    env: {
      TUNIX_RT_HOME: home,
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: '',
      TUNIX_RT_TOKEN: '',
      // Not those of this machine, whatever they can.
      TUNIX_PYTHON: NO_PYTHON,
      UNGAR_PYTHON: NO_PYTHON,
      ...environment,
    },
    stdin: 'ignore',
    stderr: 'inherit',
    reject: false,
  });
  const url = await addressOf(subprocess.stdout);
  const fetched = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init);
  return {
    url,
    home,
    pid: subprocess.pid ?? 0,
    fetch: fetched,
    // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
    async data(query: string, variables: object = {}): Promise<any> {
      const response = await fetched('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    /** Ends the process, and waits until it has ended. */
    async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
      subprocess.kill(signal);
      await subprocess;
    },
  };
}

/** Starts servers on data folders, until all of them are closed. */
export function createServerProcesses() {
  const closing: (() => Promise<void>)[] = [];
  return {
    /** A data folder; what still trains in it is ended when it is closed, and it is removed. */
    async home(): Promise<string> {
      const home = await mkdtemp(join(tmpdir(), 'tunix-rt-test-'));
      closing.push(async () => {
        await endTrainings(home);
        await rm(home, { recursive: true, force: true, maxRetries: 5 });
      });
      return home;
    },
    async start(home: string, environment: Record<string, string> = {}): Promise<ServerProcess> {
      const server = await startServerProcess({ home, environment });
      closing.push(() => server.end('SIGKILL'));
      return server;
    },
    async close(): Promise<void> {
      for (const close of closing.splice(0).reverse()) await close();
    },
  };
}

/** Servers that are closed after each test. */
export function serverProcessFactory() {
  const servers = createServerProcesses();
  afterEach(servers.close);
  return servers;
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: output });
  for await (const line of lines) {
    const url = /ready at (\S+)/.exec(line)?.[1];
    if (url) {
      output.resume();
      return url;
    }
  }
  throw new Error('The server ended before it was ready');
}
