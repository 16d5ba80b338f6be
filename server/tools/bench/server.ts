import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

export const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
// The unit in which Linux counts processor time, in milliseconds.
const TICK = 10;

export type BenchServer = Awaited<ReturnType<typeof startServer>>;

/** A server in a process of its own, on a data folder that is removed when it stops. */
export async function startServer(environment: Record<string, string> = {}, main = MAIN) {
  const home = await mkdtemp(join(tmpdir(), 'tunix-rt-bench-'));
  const subprocess = execa(process.execPath, [main], {
    env: {
      TUNIX_RT_HOME: home,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: '',
      TUNIX_RT_TOKEN: '',
      ...environment,
    },
    stdin: 'ignore',
    stderr: 'inherit',
    reject: false,
  });
  return {
    home,
    url: await readAddress(subprocess.stdout),
    /** Resident memory of the process in bytes. */
    async memory(): Promise<number> {
      const { stdout } = await execa('ps', ['-o', 'rss=', '-p', String(subprocess.pid)]);
      return Number(stdout) * 1024;
    },
    processorTime: () => processorTimeOf(subprocess.pid ?? 0),
    async stop() {
      subprocess.kill('SIGTERM');
      await subprocess;
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** How long a process has had a core so far, in milliseconds; not a number where the system doesn't tell. */
export function processorTimeOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) * TICK;
  } catch {
    return Number.NaN;
  }
}

/** Where a server that prints so is ready. */
export async function readAddress(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /ready at (\S+)/.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error('The server ended before it was ready');
}
