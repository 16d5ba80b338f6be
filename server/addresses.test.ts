import { describe, expect, it } from 'vitest';
import { ADDRESSES, writeAddress, writeExpression } from './addresses.ts';

describe('an address', () => {
  it('is encoded in its parts and parameters', () => {
    expect(
      writeAddress(
        ADDRESSES.datasetExport,
        { key: 'a/b v1', file: 'jsonl' },
        { format: 'tunix_sft' },
      ),
    ).toBe('/datasets/a%2Fb%20v1/export.jsonl?format=tunix_sft');
    expect(writeAddress(ADDRESSES.runFolder, { id: 'x' }, { path: 'a/b&c' })).toBe(
      '/runs/x/folder.tar?path=a%2Fb%26c',
    );
    expect(writeAddress(ADDRESSES.manifestYaml, { id: 'x' })).toBe('/manifests/x.yaml');
  });

  it('keeps the slashes of a path', () => {
    expect(writeAddress(ADDRESSES.runFile, { id: 'x', path: 'a b/c?' })).toBe(
      '/runs/x/files/a%20b/c%3F',
    );
  });

  it('is known by its expression, with parameters and without', () => {
    const log = new RegExp(writeExpression(ADDRESSES.runLog));
    for (const path of ['/runs/x/log', '/runs/x/log?stream=stderr']) expect(path).toMatch(log);
    for (const path of ['/runs/x', '/runs/x/y/log', '/runs/x/logs', '/runs/x?tab=/log'])
      expect(path).not.toMatch(log);
    expect('/runs/x/files/a/b').toMatch(new RegExp(writeExpression(ADDRESSES.runFile)));
    expect('/manifests/x_json').not.toMatch(new RegExp(writeExpression(ADDRESSES.manifestJson)));
  });
});
