import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { MAIN, processorTimeOf, readAddress } from '../bench/server.ts';

/** A server in a process of its own, whose memory, descriptors and log are watched. */
export async function startWatchedServer(environment: Record<string, string>) {
  const home = await mkdtemp(join(tmpdir(), 'tunix-rt-soak-'));
  const subprocess = execa(process.execPath, [MAIN], {
    env: { TUNIX_RT_HOME: home, PORT: '0', HOST: '127.0.0.1', TUNIX_RT_TOKEN: '', ...environment },
    stdin: 'ignore',
    reject: false,
  });
  const { pid = 0 } = subprocess;
  const log: string[] = [];
  subprocess.stderr.on('data', (chunk) => log.push(String(chunk)));
  return {
    url: await readAddress(subprocess.stdout),
    /** Resident memory in bytes, open descriptors, and seconds of a core so far; Linux tells them. */
    async measure() {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return {
        memory: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024,
        descriptors: readdirSync(`/proc/${pid}/fd`).length,
        processorSeconds: processorTimeOf(pid) / 1_000,
      };
    },
    /** Ends the server; answers what it logged. */
    async stop(): Promise<string> {
      subprocess.kill('SIGTERM');
      await subprocess;
      await rm(home, { recursive: true, force: true });
      return log.join('');
    },
  };
}
