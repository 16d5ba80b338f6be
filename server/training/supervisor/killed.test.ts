import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { serverProcessFactory } from '../../testing/serverProcess.ts';
import { serverFactory } from '../../testing/testServer.ts';
import {
  buildSample,
  ended,
  isAtWork,
  printed,
  startTraining,
  TRAINER,
  textsOf,
  trainerOf,
  trainingFactory,
} from '../../testing/training.ts';
import { until } from '../../testing/until.ts';

describe('A run whose supervisor is killed', () => {
  const open = trainingFactory(serverFactory());
  const processes = serverProcessFactory();

  it('fails, says why, keeps what was printed, and its trainer is ended', async () => {
    const server = await open();
    const id = await startTraining(server, 'lines=5000;say=last;hang');
    const trainer = await trainerOf(server.home, id);
    await printed(server, id, 'last');
    process.kill(supervisorOf(trainer), 'SIGKILL');
    const run = await ended(server, id);
    expect(run).toMatchObject({ status: 'FAILED', exitCode: null });
    expect(run.message).toMatch(/^The supervisor of the run is gone.* Its trainer .* was ended\./);
    expect(await textsOf(server, id)).toHaveLength(5_001);
    await until('the trainer has ended', () => !isAtWork(trainer));
  });

  it('and whose server is killed with it, fails at the next start', async () => {
    const home = await processes.home();
    const first = await processes.start(home, { TUNIX_PYTHON: TRAINER });
    await buildSample(first);
    const id = await startTraining(first, 'say=last;hang');
    const trainer = await trainerOf(home, id);
    await printed(first, id, 'last');
    const supervisor = supervisorOf(trainer);
    await first.end('SIGKILL');
    process.kill(supervisor, 'SIGKILL');
    const second = await processes.start(home, { TUNIX_PYTHON: TRAINER });
    expect((await ended(second, id)).message).toMatch(/^The supervisor of the run is gone/);
    expect(await textsOf(second, id)).toEqual(['last']);
    await until('the trainer has ended', () => !isAtWork(trainer));
  });
});

function supervisorOf(trainer: number): number {
  const [, parent] = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${trainer}/status`, 'utf8')) ?? [];
  return Number(parent);
}
