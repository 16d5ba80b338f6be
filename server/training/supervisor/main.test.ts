import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { folderAt } from '../../home/layout.ts';
import { temporaryDirectory } from '../../testing/interpreter.ts';
import { isAtWork } from '../../testing/training.ts';
import { until } from '../../testing/until.ts';
import type { SupervisorOrder } from './protocol.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

describe('A supervisor', () => {
  it('keeps what the trainer prints, and says how it ended', async () => {
    const folder = await ordered('echo out; echo err >&2; exit 3');
    await execa('node', [MAIN], { cwd: folder.path });
    expect(await readFile(folder.stdout, 'utf8')).toBe('out\n');
    expect(await readFile(folder.stderr, 'utf8')).toBe('err\n');
    expect(await exitOf(folder)).toEqual({
      reason: 'exited',
      exitCode: 3,
      signal: null,
      error: null,
      startedAt: expect.stringMatching(/Z$/),
      endedAt: expect.stringMatching(/Z$/),
    });
  });

  it('keeps what trainers print that end at once, on a busy machine', async () => {
    const folders = await Promise.all(
      Array.from({ length: 12 }, () => ordered('echo out; echo err >&2')),
    );
    await Promise.all(folders.map(({ path }) => execa('node', [MAIN], { cwd: path })));
    const kept = folders.flatMap(({ stdout, stderr }) => [stdout, stderr]);
    expect(await Promise.all(kept.map((path) => readFile(path, 'utf8')))).toEqual(
      folders.flatMap(() => ['out\n', 'err\n']),
    );
  });

  it('that comes second leaves the run to the first', async () => {
    const folder = await ordered('echo begun; until [ -e on ]; do sleep 0.01; done');
    const first = execa('node', [MAIN], { cwd: folder.path });
    await until('the trainer has begun', async () =>
      (await readFile(folder.stdout, 'utf8').catch(() => '')).includes('begun'),
    );
    expect(await execa('node', [MAIN], { cwd: folder.path })).toMatchObject({ exitCode: 0 });
    await writeFile(join(folder.path, 'on'), '');
    await first;
    expect(await readFile(folder.stdout, 'utf8')).toBe('begun\n');
    expect(await exitOf(folder)).toMatchObject({ reason: 'exited', exitCode: 0 });
  });

  it('that can not open the logs starts no trainer, and says why', async () => {
    const folder = await ordered('sleep 600');
    await mkdir(folder.stdout);
    await execa('node', [MAIN], { cwd: folder.path });
    expect(await exitOf(folder)).toMatchObject({
      reason: 'not_started',
      exitCode: null,
      error: expect.stringMatching(/^EISDIR/),
    });
  });

  it('that can not keep the output ends the trainer, and says why', async () => {
    const folder = await ordered('yes | head -c 4096; sleep 600');
    // The largest file that may be written: one block, of 512 or 1,024 bytes.
    await execa('sh', ['-c', 'ulimit -f 1; exec node "$0"', MAIN], { cwd: folder.path });
    expect(await exitOf(folder)).toMatchObject({
      reason: 'unsupervised',
      exitCode: null,
      error: expect.stringMatching(/^EFBIG/),
    });
    const { pid } = JSON.parse(await readFile(folder.trainer, 'utf8'));
    expect(isAtWork(pid)).toBe(false);
  });

  it('that is asked to end stops the trainer first', async () => {
    const folder = await ordered('trap "echo saved; exit 143" TERM; echo begun; sleep 600 & wait');
    const supervisor = execa('node', [MAIN], { cwd: folder.path });
    await until('the trainer has begun', async () =>
      (await readFile(folder.stdout, 'utf8').catch(() => '')).includes('begun'),
    );
    supervisor.kill('SIGTERM');
    await supervisor;
    expect(await readFile(folder.stdout, 'utf8')).toBe('begun\nsaved\n');
    expect(await exitOf(folder)).toMatchObject({ reason: 'stopped', exitCode: 143 });
  });
});

/** A folder with the order to run a shell's script in place of a trainer. */
async function ordered(script: string) {
  const folder = folderAt(await temporaryDirectory());
  const order: SupervisorOrder = {
    command: '/bin/sh',
    arguments: ['-c', script],
    timeout: null,
    gracePeriod: 5_000,
  };
  await writeFile(folder.order, JSON.stringify(order));
  return folder;
}

async function exitOf(folder: ReturnType<typeof folderAt>): Promise<object> {
  return JSON.parse(await readFile(folder.exit, 'utf8'));
}
