import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { unpackTar } from 'modern-tar/fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listen } from '../http/listen.ts';
import { silencedErrors } from '../testing/silencedErrors.ts';
import { serverFactory, type TestServer } from '../testing/testServer.ts';
import { buildSample } from '../testing/training.ts';

describe('The bundle of a manifest', () => {
  const open = serverFactory();

  it.for(['tunix-rt/tiny', 'Qwen/Qwen3-0.6B'])(
    'has all that trains %s elsewhere, with the data that the manifest proves',
    async (modelId) => {
      const server = await open();
      await buildSample(server);
      const { createManifest: manifest } = await server.data(
        `mutation { createManifest(input: { datasetKey: "sample-1", modelId: "${modelId}", outputDir: "./o" }) {
        ... on Manifest { id yaml json bundleUrl }
      } }`,
      );
      const response = await server.fetch(manifest.bundleUrl);
      const name = `bundle-${manifest.id.slice(-6)}`;
      expect(response.headers.get('content-disposition')).toContain(`${name}.tar`);
      const folder = await mkdtemp(join(tmpdir(), 'tunix-rt-test-'));
      try {
        await pipeline(response.body as unknown as AsyncIterable<Uint8Array>, unpackTar(folder));
        const file = (path: string) => readFile(join(folder, name, path));
        expect((await file('manifest.yaml')).toString()).toBe(manifest.yaml);
        const data = await file(manifest.json.dataset.path);
        expect(createHash('sha256').update(data).digest('hex')).toBe(manifest.json.data.sha256);
        for (const part of [
          'train.py',
          'requirements.txt',
          'tunix_rt_launcher/run.py',
          'README.md',
        ]) {
          expect((await file(part)).length, part).toBeGreaterThan(0);
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );

  it('is not to be had without its dataset, or for no manifest', async () => {
    const server = await open();
    await buildSample(server);
    const { createManifest: manifest } = await server.data(
      `mutation { createManifest(input: { datasetKey: "sample-1", modelId: "tunix-rt/tiny", outputDir: "./o" }) {
        ... on Manifest { bundleUrl }
      } }`,
    );
    await server.data('mutation { deleteDataset(key: "sample-1") { __typename } }');
    const response = await server.fetch(manifest.bundleUrl);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      detail: 'The dataset sample-1 was deleted after the manifest was made',
    });
    expect((await server.fetch('/manifests/nowhere/bundle.tar')).status).toBe(404);
  });
});

describe('The bundle of a manifest, half way', () => {
  const open = serverFactory();
  const reports = silencedErrors();

  it('breaks off when its dataset can be read no longer', async () => {
    const { server, address } = await withBundle();
    onRead(server, 3, () => {
      throw new Error('the database is gone');
    });
    const { url, close } = await listen(server.application);
    onTestFinished(close);
    const whole = fetch(url + address).then((response) => response.arrayBuffer());
    await expect(whole).rejects.toThrow();
    expect(reports()).toEqual([`'GET ${address} broke off: the database is gone'`]);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('is read no further when whoever asked for it has gone', async () => {
    const { server, address } = await withBundle();
    const leaving = new AbortController();
    const reads = onRead(server, 2, () => leaving.abort());
    const response = await server.fetch(address, { signal: leaving.signal });
    await expect(response.arrayBuffer()).rejects.toThrow('aborted');
    expect(reads).toHaveBeenCalledTimes(2);
  });

  async function withBundle() {
    const server = await open({ PORT: '0' });
    await buildSample(server);
    const { createManifest: manifest } = await server.data(
      `mutation { createManifest(input: { datasetKey: "sample-1", modelId: "tunix-rt/tiny", outputDir: "./o" }) {
        ... on Manifest { bundleUrl }
      } }`,
    );
    return { server, address: manifest.bundleUrl };
  }

  /** Does something when traces are read for the nth time: of a bundle twice for its size, then twice for its content. */
  function onRead({ application: { database } }: TestServer, nth: number, act: () => void) {
    const { isOneOf } = database.sql;
    const reads = vi.spyOn(database.sql, 'isOneOf').mockImplementation((...parameters) => {
      if (reads.mock.calls.length === nth) act();
      return isOneOf(...parameters);
    });
    return reads;
  }
});
