import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderAt } from '../home/layout.ts';
import { outputDirProblem } from './outputDir.ts';

describe('An output folder', () => {
  it('is never what the run itself has in its folder', () => {
    const names = Object.values(folderAt('./'))
      .flat()
      .map((path) => join(path));
    for (const name of names) expect(outputDirProblem(name), name).toBeDefined();
  });

  it('has no name that no disk takes', () => {
    expect(outputDirProblem(`a/${'ü'.repeat(128)}`)).toMatch(
      /, which has a name of over 255 bytes$/,
    );
    expect(outputDirProblem(`a/${'ü'.repeat(127)}/${'b'.repeat(255)}`)).toBeUndefined();
  });

  it.for(['output', './output', 'a/b', './stop-here', 'my-checkpoints', '.output', 'a..b', 'ünï'])(
    'may be called %s',
    (name) => {
      expect(outputDirProblem(name)).toBeUndefined();
    },
  );
});
