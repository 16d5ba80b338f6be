import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunFolder } from '../home/layout.ts';
import { childEnvironment } from '../integrations/childEnvironment.ts';
import { interpreterPath } from '../integrations/python.ts';
import type { SupervisorOrder } from './supervisor/protocol.ts';
import { writeWhole } from './supervisor/writeWhole.ts';

const SUPERVISOR = fileURLToPath(new URL('./supervisor/main.ts', import.meta.url));

export async function launchSupervisor(
  folder: RunFolder,
  {
    python,
    timeoutSeconds,
    graceSeconds,
    compiled,
  }: { python: string; timeoutSeconds: number | null; graceSeconds: number; compiled: string },
): Promise<void> {
  const order: SupervisorOrder = {
    command: interpreterPath(python),
    arguments: ['-u', 'train.py', '--config', basename(folder.manifest)],
    timeout: timeoutSeconds === null ? null : timeoutSeconds * 1000,
    gracePeriod: graceSeconds * 1000,
  };
  await writeWhole(folder.order, order);
  // The trainer inherits the supervisor's environment: what is not allowed never reaches either.
  // Not execa: without output, result and clean-up, as it goes on when this process ends, nothing of it is used.
  const supervisor = spawn(process.execPath, [SUPERVISOR], {
    cwd: folder.path,
    env: { JAX_COMPILATION_CACHE_DIR: compiled, ...childEnvironment(process.env) },
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    await Promise.race([once(supervisor, 'message'), failure(supervisor)]);
  } finally {
    if (supervisor.connected) supervisor.disconnect();
    supervisor.unref();
  }
}

async function failure(supervisor: ChildProcess): Promise<never> {
  const [code] = await once(supervisor, 'exit');
  throw new Error(`The supervisor of the run ended with code ${code} before it began`);
}
