import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { silencedErrors } from '../../testing/silencedErrors.ts';
import { mayMount, smallDiskFactory } from '../../testing/smallDisk.ts';
import { serverFactory } from '../../testing/testServer.ts';
import {
  type Asked,
  ended,
  isAtWork,
  linesOf,
  pointsOf,
  runOf,
  startTraining,
  trainerOf,
  trainingFactory,
} from '../../testing/training.ts';
import { until } from '../../testing/until.ts';

const SCRIPT = 'lines=100;points=10;lines=300000;say=last';
const STORE = `mutation { createTrace(input: { traceVersion: "1.0", prompt: "${'long '.repeat(30_000)}",
  finalAnswer: "2", steps: [{ i: 0, type: "add", content: "1" }] }) { ... on Trace { id } } }`;

describe.skipIf(!mayMount)('A full disk (skipped where no file system may be mounted)', () => {
  const smallDisk = smallDiskFactory();
  const open = trainingFactory(serverFactory());
  silencedErrors();

  it('for the run makes the trainer wait, and nothing that it prints is lost', async () => {
    const disk = await smallDisk(2);
    const server = await open({
      TUNIX_RT_HOME: disk.path,
      DATABASE_URL: `file:${join(await folderElsewhere(), 'tunix-rt.db')}`,
    });
    const id = await startTraining({ ...server, home: disk.path }, SCRIPT);
    const trainer = await trainerOf(disk.path, id);
    await full(disk.path);
    expect(isAtWork(trainer)).toBe(true);
    expect(await runOf(server, id)).toMatchObject({ status: 'RUNNING' });
    await disk.resize(64);
    await expectAll(server, id);
  });

  it('for the database too loses nothing either, and stores nothing twice', async () => {
    const disk = await smallDisk(3);
    const server = await open({ TUNIX_RT_HOME: disk.path });
    const id = await startTraining(server, SCRIPT);
    await full(disk.path);
    await until('the database is full', async () => (await server.send(STORE)).errors);
    expect(await runOf(server, id)).toMatchObject({ status: 'RUNNING' });
    await disk.resize(64);
    await expectAll(server, id);
  });
});

/** Waits until there is no room on a disk. */
function full(path: string) {
  return until('the disk is full', async () => (await statfs(path)).bavail === 0);
}

async function expectAll(server: Asked, id: string) {
  expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', exitCode: 0 });
  const lines = await linesOf(server, id);
  const numbered = (count: number) => Array.from({ length: count }, (_, at) => `line ${at + 1}`);
  const expected = [...numbered(100), ...numbered(300_000), 'last'];
  expect(lines.map(({ seq }) => seq).join()).toBe(expected.map((_, at) => at + 1).join());
  expect(lines.map(({ text }) => text).join('\n') === expected.join('\n')).toBe(true);
  expect((await pointsOf(server, id)).map(({ step }) => step)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
}

async function folderElsewhere(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tunix-rt-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}
