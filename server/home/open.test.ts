import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../testing/interpreter.ts';
import { serverProcessFactory } from '../testing/serverProcess.ts';
import { mayMount, smallDiskFactory } from '../testing/smallDisk.ts';
import { HomeInUseError, HomeUnusableError, openHome } from './open.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

describe('A data folder', () => {
  const smallDisk = smallDiskFactory();

  it('is made where it is not there, and keeps its id', async () => {
    const path = join(await temporaryDirectory(), 'deep', 'home');
    const first = openHome(path);
    first.release();
    expect(existsSync(path)).toBe(true);
    expect(first.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(readFileSync(join(path, 'id'), 'utf8').trim()).toBe(first.id);
    const second = openHome(path);
    second.release();
    expect(second.id).toBe(first.id);
  });

  it('whose id a full disk left empty gets one, and keeps it', async () => {
    const path = await temporaryDirectory();
    writeFileSync(join(path, 'id'), '');
    const first = openHome(path);
    first.release();
    expect(first.id).toMatch(/^[0-9a-f-]{36}$/);
    const second = openHome(path);
    second.release();
    expect(second.id).toBe(first.id);
  });

  it('whose id is none is refused, and can be opened when it is restored', async () => {
    const path = await temporaryDirectory();
    writeFileSync(join(path, 'id'), 'nonsense');
    expect(() => openHome(path)).toThrow(/Expected the id of the data folder .* got "nonsense"/);
    rmSync(join(path, 'id'));
    openHome(path).release();
  });

  it.skipIf(!mayMount)(
    'that has no room, or may not be written, is refused in a line',
    async () => {
      const disk = await smallDisk(1);
      writeFileSync(join(disk.path, 'filler'), Buffer.alloc(2 ** 20));
      expect(() => openHome(disk.path)).toThrow(HomeUnusableError);
      rmSync(join(disk.path, 'filler'));
      openHome(disk.path).release();
      await execa('mount', ['-o', 'remount,ro', disk.path]);
      expect(() => openHome(disk.path)).toThrow(HomeUnusableError);
    },
  );

  it('is held until it is released', async () => {
    const path = await temporaryDirectory();
    const { release } = openHome(path);
    expect(() => openHome(path)).toThrow(
      new HomeInUseError(
        `Another server is at work on the data folder ${path}. Stop it, or choose another folder with TUNIX_RT_HOME.`,
      ),
    );
    release();
    openHome(path).release();
  });
});

describe('A second server on a data folder', () => {
  const processes = serverProcessFactory();

  it('is refused, and the first goes on', async () => {
    const home = await processes.home();
    const first = await processes.start(home);
    const { exitCode, stderr } = await execa('node', [MAIN], {
      env: { TUNIX_RT_HOME: home, PORT: '0', HOST: '', DATABASE_URL: '', TUNIX_RT_TOKEN: '' },
      stdin: 'ignore',
      reject: false,
    });
    expect([exitCode, stderr]).toEqual([
      1,
      `Another server is at work on the data folder ${home}. Stop it, or choose another folder with TUNIX_RT_HOME.`,
    ]);
    expect((await first.fetch('/readyz')).status).toBe(200);
  });

  it('takes it over when the first is killed', async () => {
    const home = await processes.home();
    const first = await processes.start(home);
    await first.data(
      `mutation { createTrace(input: { traceVersion: "1", prompt: "p", finalAnswer: "a",
        steps: [{ i: 0, type: "t", content: "c" }] }) { __typename } }`,
    );
    await first.end('SIGKILL');
    const second = await processes.start(home);
    const { traces } = await second.data('{ traces { totalCount } }');
    expect(traces.totalCount).toBe(1);
  });
});
