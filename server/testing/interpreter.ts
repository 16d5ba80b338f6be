import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';

export const NO_PYTHON = '/nonexistent/python';

/** Whether tests that need a Python of this machine must be skipped. */
export const pythonIsMissing = (await execa('python3', ['-c', ''], { reject: false })).failed;

/** A program in JavaScript that stands in for the interpreter, whatever script it is told to run. */
export async function fakeInterpreter(source: string): Promise<string> {
  return executable(await temporaryDirectory(), `#!${process.execPath}\n${source}\n`);
}

/** This machine's Python with these files to import from and nothing of what is installed for it. */
export async function pythonWith(files: Record<string, string>): Promise<string> {
  const directory = await temporaryDirectory();
  const packages = join(directory, 'packages');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(packages, name)), { recursive: true });
    await writeFile(join(packages, name), content);
  }
  return executable(directory, `#!/bin/sh\nPYTHONPATH='${packages}' exec python3 -S "$@"\n`);
}

export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tunix-rt-test-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

async function executable(directory: string, content: string): Promise<string> {
  const path = join(directory, 'python');
  await writeFile(path, content, { mode: 0o755 });
  return path;
}
