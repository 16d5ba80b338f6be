import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { runFolder } from '../home/layout.ts';
import { serverProcessFactory } from '../testing/serverProcess.ts';
import { serverFactory, type TestServer } from '../testing/testServer.ts';
import {
  buildSample,
  ended,
  startTraining,
  TRAINER,
  trainingFactory,
} from '../testing/training.ts';

describe('The files of a run', () => {
  const open = trainingFactory(serverFactory());
  const processes = serverProcessFactory();

  it('are listed by path, with what downloads each, and without what is internal', async () => {
    const server = await open();
    const id = await startTraining(server, 'settle;steps=1;checkpoint=1');
    await ended(server, id);
    const { path } = runFolder(server.home, id);
    await mkdir(join(path, 'output/ä b'), { recursive: true });
    await writeFile(join(path, 'output/ä b/100% #1?.bin'), Buffer.of(0, 255, 10));
    await writeFile(join(path, 'unfinished.partial'), 'x');
    const artifacts = await artifactsOf(server, id);
    expect(artifacts.map((artifact) => artifact.path)).toEqual(
      expect.arrayContaining([
        'checkpoints/1/_CHECKPOINT_METADATA',
        'checkpoints/1/model_params/weights',
        'datasets/sample-1.jsonl',
        'events.jsonl',
        'exit.json',
        'manifest.yaml',
        'output/ä b/100% #1?.bin',
        'resume.json',
        'stderr.log',
        'stdout.log',
        'tokenizer/tokenizer.json',
        'train.py',
      ]),
    );
    expect(artifacts.map((artifact) => artifact.path).join('\n')).not.toMatch(
      /supervisor|heartbeat|trainer\.json|partial|tests|__pycache__|smoke/,
    );
    for (const artifact of artifacts) {
      const response = await server.fetch(artifact.url);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.equals(await readFile(join(path, artifact.path)))).toBe(true);
      expect(response.headers.get('content-length')).toBe(String(artifact.sizeBytes));
    }
  });

  it('that lead elsewhere, or are internal, are not to be had', async () => {
    const server = await open();
    const id = await startTraining(server, 'steps=1');
    await ended(server, id);
    const { path } = runFolder(server.home, id);
    await writeFile(join(server.home, 'secret'), 'secret');
    await mkdir(join(server.home, 'runs', `${id}-neighbour`));
    await writeFile(join(server.home, 'runs', `${id}-neighbour`, 'file'), 'secret');
    await symlink(join(server.home, 'secret'), join(path, 'link'));
    await symlink(server.home, join(path, 'folder'));
    await symlink('nowhere', join(path, 'broken'));
    for (const wanted of [
      'link',
      'folder/secret',
      'broken',
      '..%2F..%2Fsecret',
      '%2e%2e/%2e%2e/secret',
      '%252e%252e%252f%252e%252e%252fsecret',
      `..%2F${id}-neighbour%2Ffile`,
      '..%5C..%5Csecret',
      `${encodeURIComponent(join(server.home, 'secret'))}`,
      join(server.home, 'secret'),
      'link%00',
      '%',
      '',
      '.',
      'datasets',
      'supervisor.json',
      'supervisor.lock',
      'datasets%2F..%2Fsupervisor.json',
      'trainer.json',
      'absent',
    ]) {
      const response = await server.fetch(`/runs/${id}/files/${wanted}`);
      expect([wanted, response.status]).toEqual([wanted, 404]);
      expect(await response.text()).not.toContain('"secret"}');
    }
    const listed = await artifactsOf(server, id);
    expect(listed.map((artifact) => artifact.path).join('\n')).not.toMatch(/link|folder|broken/);
    for (const other of ['unknown', '..', '%2e%2e', `..%2F${id}`]) {
      expect((await server.fetch(`/runs/${other}/files/stdout.log`)).status).toBe(404);
      expect((await server.fetch(`/runs/${other}/log`)).status).toBe(404);
    }
  });

  it('are not to be had by a path that a client sends as it is', async () => {
    const home = await processes.home();
    const server = await processes.start(home, { TUNIX_PYTHON: TRAINER });
    await buildSample(server);
    const id = await startTraining(server, 'say=hello');
    await ended(server, id);
    await writeFile(join(home, 'secret'), 'secret');
    const { port } = new URL(server.url);
    const get = (path: string) =>
      new Promise<{ status: number; body: string }>((resolve, reject) => {
        const outgoing = request({ host: '127.0.0.1', port, path }, async (response) =>
          resolve({ status: response.statusCode ?? 0, body: await text(response) }),
        );
        outgoing.on('error', reject).end();
      });
    expect(await get(`/runs/${id}/files/stdout.log`)).toEqual({ status: 200, body: 'hello\n' });
    for (const path of [
      `/runs/${id}/files/../../../secret`,
      `/runs/${id}/files/..\\..\\..\\secret`,
      `/runs/${id}/files//${home}/secret`,
      `//runs/${id}/files/../../../secret`,
    ]) {
      const { status, body } = await get(path);
      expect([path, status]).toEqual([path, expect.toSatisfy((code) => code >= 400)]);
      expect(body).not.toBe('secret');
    }
  });
});

describe('The whole log of a run', () => {
  const open = trainingFactory(serverFactory());

  it('is what the trainer wrote, byte for byte, for each stream', async () => {
    const server = await open();
    const bytes = Buffer.concat([Buffer.from('a\r\n\0\x1b[1m'), Buffer.of(255, 254, 13)]);
    const base64 = bytes.toString('base64');
    const id = await startTraining(server, `bytes=${base64};bytes=${base64},stderr;giant=300000`);
    await ended(server, id);
    const stdout = await server.fetch(`/runs/${id}/log?stream=stdout`);
    expect(stdout.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const expected = Buffer.concat([bytes, Buffer.alloc(300_000, 'x')]);
    expect(Buffer.from(await stdout.arrayBuffer()).equals(expected)).toBe(true);
    const stderr = await server.fetch(`/runs/${id}/log?stream=stderr`);
    expect(Buffer.from(await stderr.arrayBuffer()).equals(bytes)).toBe(true);
    expect((await server.fetch(`/runs/${id}/log?stream=stdin`)).status).toBe(400);
    expect((await server.fetch('/runs/unknown/log')).status).toBe(404);
  });

  it('is empty while there is nothing', async () => {
    const server = await open();
    const id = await startTraining(server, '');
    await ended(server, id);
    const response = await server.fetch(`/runs/${id}/log`);
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

type Listed = { path: string; sizeBytes: number; url: string };

async function artifactsOf(server: TestServer, id: string): Promise<Listed[]> {
  const { run } = await server.data(
    'query ($id: ID!) { run(id: $id) { artifacts { path sizeBytes url } } }',
    { id },
  );
  return run.artifacts;
}
