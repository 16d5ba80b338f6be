import {
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { unpackTar } from 'modern-tar/fs';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { runFolder } from '../home/layout.ts';
import { listen } from '../http/listen.ts';
import { silencedErrors } from '../testing/silencedErrors.ts';
import { serverFactory, type TestServer } from '../testing/testServer.ts';
import { ended, runOf, startTraining, trainingFactory } from '../testing/training.ts';
import { until } from '../testing/until.ts';

describe('The folder of a run', () => {
  const open = trainingFactory(serverFactory());
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });

  it('comes whole as a tar archive, without what is internal', async () => {
    const server = await open();
    const id = await startTraining(server, 'settle;steps=1;checkpoint=1');
    await ended(server, id);
    const { path } = runFolder(server.home, id);
    await writeFile(join(path, 'unfinished.partial'), 'x');
    const { folder, response } = await unpacked(server, `/runs/${id}/folder.tar`);
    expect(response.headers.get('content-disposition')).toContain(`run-${id.slice(-6)}.tar`);
    const { run } = await server.data(
      'query ($id: ID!) { run(id: $id) { folder artifacts { path } } }',
      { id },
    );
    expect(run.folder).toBe(path);
    expect(await filesIn(join(folder, `run-${id.slice(-6)}`))).toEqual(
      run.artifacts.map((artifact: { path: string }) => artifact.path),
    );
  });

  it('comes in parts, such as one checkpoint, as long as it is there', async () => {
    const server = await open();
    const id = await startTraining(server, 'steps=2;checkpoint=1;checkpoint=2');
    await ended(server, id);
    await rm(join(runFolder(server.home, id).path, 'checkpoints/1'), { recursive: true });
    const { run } = await server.data(
      'query ($id: ID!) { run(id: $id) { checkpointCount keptCheckpointCount checkpoints { step isKept url } } }',
      { id },
    );
    expect(run).toMatchObject({ checkpointCount: 2, keptCheckpointCount: 1 });
    expect(run.checkpoints).toMatchObject([
      { step: 2, isKept: true },
      { step: 1, isKept: false },
    ]);
    const { folder } = await unpacked(server, run.checkpoints[0].url);
    expect(await filesIn(folder)).toEqual([
      `run-${id.slice(-6)}-checkpoints-2/_CHECKPOINT_METADATA`,
      `run-${id.slice(-6)}-checkpoints-2/model_params/weights`,
    ]);
    expect((await server.fetch(run.checkpoints[1].url)).status).toBe(404);
  });

  it('gives nothing of what lies outside of it', async () => {
    const server = await open();
    const id = await startTraining(server, 'steps=1');
    await ended(server, id);
    const { path } = runFolder(server.home, id);
    await mkdir(join(server.home, 'secret'));
    await symlink(join(server.home, 'secret'), join(path, 'link'));
    for (const part of ['..', '../..', '/', '/etc', 'link', 'nowhere', 'manifest.yaml', '\0']) {
      const response = await server.fetch(
        `/runs/${id}/folder.tar?path=${encodeURIComponent(part)}`,
      );
      expect(response.status, part).toBe(part === '/' ? 200 : 404);
      await response.body?.cancel();
    }
    expect((await server.fetch('/runs/nowhere/folder.tar')).status).toBe(404);
  });

  it('says whether a run can be resumed from it', async () => {
    const server = await open();
    const saved = await startTraining(server, 'steps=1;checkpoint=1;exit=1');
    const unsaved = await startTraining(server, 'steps=1;exit=1');
    const complete = await startTraining(server, 'steps=1;checkpoint=1');
    await ended(server, complete);
    const resumable = async (id: string) =>
      (await server.data('query ($id: ID!) { run(id: $id) { isResumable } }', { id })).run
        .isResumable;
    expect(await runOf(server, saved)).toMatchObject({ status: 'FAILED' });
    expect(await Promise.all([saved, unsaved, complete].map(resumable))).toEqual([
      true,
      false,
      false,
    ]);
  });

  describe('with a large file', () => {
    const reports = silencedErrors();

    it('breaks off when the file is cut while it is packed', async () => {
      const { url, path, file } = await withLargeFile();
      const response = await fetch(url + path);
      const rest = (async () => {
        let bytes = 0;
        for await (const chunk of response.body ?? []) {
          bytes += chunk.length;
          if (bytes > 2 ** 20) await truncate(file, 10);
        }
      })();
      await expect(rest).rejects.toThrow('terminated');
      expect(reports()).toEqual([
        expect.stringMatching(
          /GET \/runs\/\S+\/folder\.tar broke off: Size mismatch for "\S+\/large"/,
        ),
      ]);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
    });

    it('lets the file go when whoever asked for it has gone', async () => {
      const { url, path, file } = await withLargeFile();
      const request = get(url + path, (response) => response.pause());
      request.on('error', () => {});
      await until('the file is read', () => isOpen(file));
      request.destroy();
      await until('the file is let go', async () => !(await isOpen(file)));
      expect(reports()).toEqual([]);
    });

    async function withLargeFile() {
      const server = await open({ PORT: '0' });
      const id = await startTraining(server, 'steps=1');
      await ended(server, id);
      const file = join(runFolder(server.home, id).path, 'large');
      await writeFile(file, '');
      await truncate(file, 2 ** 27);
      const { url, close } = await listen(server.application);
      onTestFinished(close);
      return { url, path: `/runs/${id}/folder.tar`, file };
    }
  });

  async function unpacked(server: TestServer, address: string) {
    const response = await server.fetch(address);
    expect(response.headers.get('content-type')).toBe('application/x-tar');
    const folder = await mkdtemp(join(tmpdir(), 'tunix-rt-test-'));
    folders.push(folder);
    await pipeline(response.body as unknown as AsyncIterable<Uint8Array>, unpackTar(folder));
    return { folder, response };
  }
});

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Whether this process holds a file open. */
async function isOpen(file: string): Promise<boolean> {
  const links = (await readdir('/proc/self/fd')).map((descriptor) =>
    readlink(`/proc/self/fd/${descriptor}`).catch(() => ''),
  );
  return (await Promise.all(links)).includes(file);
}
