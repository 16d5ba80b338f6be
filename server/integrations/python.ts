import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa, type Result } from 'execa';
import { z } from 'zod';
import { shown } from '../parse.ts';
import { childEnvironment } from './childEnvironment.ts';

const OUTPUT_LIMIT = 2 ** 20;
const DETAIL_LIMIT = 300;

/** What a script answered, or the reason why there is no answer, worded to follow a colon. */
export type PythonAnswer<Answer> = { answer: Answer } | { unavailable: string };

/** Runs a Python script of ours in an empty folder and reads the last line that it prints: JSON that
 * fits `schema`, or `{"unavailable": reason}`. `input` goes to its standard input as JSON, `inherit`
 * names environment variables that it gets beside the allowed ones, `timeout` is in milliseconds.
 * @throws the signal's reason when it is aborted; every other failure is an answer */
export async function askPython<Answer>(request: {
  python: string;
  script: string;
  schema: z.ZodType<Answer>;
  input?: object;
  inherit?: readonly string[];
  timeout: number;
  signal: AbortSignal;
}): Promise<PythonAnswer<Answer>> {
  const { python, script, schema, input, inherit, timeout, signal } = request;
  const directory = await mkdtemp(join(tmpdir(), 'tunix-rt-'));
  try {
    const result = await execa(interpreterPath(python), [script], {
      cwd: directory,
      env: childEnvironment(process.env, inherit),
      extendEnv: false,
      ...(input ? { input: JSON.stringify(input) } : { stdin: 'ignore' }),
      maxBuffer: OUTPUT_LIMIT,
      timeout,
      cancelSignal: signal,
      killDescendants: true,
      forceKillAfterDelay: 1000,
      reject: false,
    });
    signal.throwIfAborted();
    if (result.failed) return { unavailable: reasonOf(result, { python, timeout }) };
    return readAnswer(result.stdout, schema);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The interpreter as configured, made independent of the folder that a child starts in. */
export function interpreterPath(python: string): string {
  return python.includes('/') ? resolve(python) : python;
}

function readAnswer<Answer>(output: string, schema: z.ZodType<Answer>): PythonAnswer<Answer> {
  const line = output.split('\n').at(-1);
  const result = json
    .pipe(z.union([refusal, schema.transform((answer) => ({ answer }))]))
    .safeParse(line);
  return result.success
    ? result.data
    : { unavailable: `it gave an unexpected answer, ${shown(line)}` };
}

const refusal = z.object({ unavailable: z.string().transform(shortened) });

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('Expected JSON');
    return z.NEVER;
  }
});

function reasonOf(
  result: Result,
  { python, timeout }: { python: string; timeout: number },
): string {
  if (result.timedOut) return `it did not answer within ${timeout / 1000} s`;
  if (result.isMaxBuffer) return `it printed more than ${OUTPUT_LIMIT} characters`;
  if (result.code === 'ENOENT') return `the interpreter ${shown(python)} was not found`;
  if (result.code) return `the interpreter ${shown(python)} can't be started (${result.code})`;
  if (result.signal) return `it was ended by ${result.signal}`;
  return `it exited with code ${result.exitCode} (${lastLine(String(result.stderr)) || 'no error output'})`;
}

function lastLine(text: string): string {
  return shortened(text.trimEnd().split('\n').at(-1) ?? '');
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > DETAIL_LIMIT ? `${line.slice(0, DETAIL_LIMIT)}…` : line;
}
