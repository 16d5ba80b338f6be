import { existsSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { temporaryDirectory } from './interpreter.ts';
import { until } from './until.ts';

/** Stands in for an interpreter without Tunix that takes its time: a dry run that asks it stays at work
 * until it is let go on. */
export async function heldInterpreter() {
  const folder = await temporaryDirectory();
  const [python, pipe, mark] = [join(folder, 'python'), join(folder, 'pipe'), join(folder, 'mark')];
  await execa('mkfifo', [pipe]);
  await writeFile(python, `#!/bin/sh\n: > '${mark}'\ncat '${pipe}'\nexit 1\n`, { mode: 0o755 });
  // One whose server was killed still waits. Opened to read as well, a pipe waits for nobody.
  onTestFinished(async () => (await open(pipe, 'r+')).close());
  return {
    python,
    /** Waits until a dry run has come as far as to ask. */
    asked: () => until('the interpreter is asked', () => existsSync(mark)),
    /** Lets one who asks go on; waits until there is one. */
    letGoOn: () => writeFile(pipe, ''),
  };
}
