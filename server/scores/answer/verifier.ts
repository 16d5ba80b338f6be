import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { VerifierUnavailableError } from '../../errors.ts';
import { childEnvironment } from '../../integrations/childEnvironment.ts';
import { interpreterPath } from '../../integrations/python.ts';
import { shown } from '../../parse.ts';

/** A text, the answer that it should give, and whether it is known to be cut off. */
export type Question = { text: string; expected: string; isCutOff: boolean };

export type Verdict = Omit<z.infer<typeof verdict>, 'id'>;

export type Verifier = {
  /** A verdict for each question, in their order. One that the interpreter dies of, or is stuck with, is an `error`.
   * @throws VerifierUnavailableError when it does not start, or fails again and again */
  verify: (questions: Question[]) => Promise<Verdict[]>;
  close: () => void;
};

export type VerifierOptions = {
  python: string;
  signal: AbortSignal;
  /** How long a verdict may take, in milliseconds. */
  patience?: number | undefined;
};

const LAUNCHER = fileURLToPath(new URL('../../training/launcher/', import.meta.url));
const PATIENCE = 30_000;
const MOST_FAILURES = 20;
const LONGEST_COMPLAINT = 2_000;

const OUTCOMES = ['correct', 'wrong', 'no_answer', 'cut_off', 'error'] as const;

const verdict = z.object({
  /** Which question it is about, counted within a batch. */
  id: z.int(),
  outcome: z.enum(OUTCOMES),
  extracted: z.string().nullable(),
  rule: z.string().nullable(),
  reason: z.string(),
  tier: z.string().nullable(),
  disagreement: z.string().nullable(),
  verifier: z.string(),
  version: z.number(),
});

/** Starts the verifier of docs/verifier.md as a child, and has it answer something known.
 * @throws VerifierUnavailableError saying why it does not, and what to do */
export async function openVerifier(options: VerifierOptions): Promise<Verifier> {
  let child = await openChild(options);
  return {
    async verify(questions) {
      const verdicts: Verdict[] = [];
      for (let failures = 0; verdicts.length < questions.length; ) {
        const { answers, failure } = await child.ask(questions.slice(verdicts.length));
        options.signal.throwIfAborted();
        verdicts.push(...answers);
        if (failure === undefined) continue;
        failures = answers.length > 0 ? 1 : failures + 1;
        if (failures >= MOST_FAILURES) throw unavailable(options.python, failure);
        verdicts.push({ ...NO_VERDICT, reason: `The verifier gave no verdict: ${failure}` });
        child = await openChild(options);
      }
      return verdicts;
    },
    close: () => child.close(),
  };
}

const NO_VERDICT: Verdict = {
  outcome: 'error',
  extracted: null,
  rule: null,
  reason: '',
  tier: null,
  disagreement: null,
  verifier: 'answer',
  version: 0,
};

type Child = {
  /** The answers as far as they came, and why there are no more. */
  ask: (questions: Question[]) => Promise<{ answers: Verdict[]; failure?: string }>;
  close: () => void;
};

async function openChild(options: VerifierOptions): Promise<Child> {
  const child = startChild(options);
  const known = { text: 'Answer: 1/2', expected: '0.5', isCutOff: false };
  const { answers, failure } = await child.ask([known]);
  options.signal.throwIfAborted();
  if (answers[0]?.outcome === 'correct') return child;
  child.close();
  throw unavailable(options.python, failure ?? 'it judged a known answer wrongly');
}

function startChild({ python, signal, patience = PATIENCE }: VerifierOptions): Child {
  const process = execa(interpreterPath(python), ['-B', '-m', 'tunix_rt_launcher.verifier'], {
    cwd: LAUNCHER,
    env: childEnvironment(globalThis.process.env),
    extendEnv: false,
    buffer: false,
    reject: false,
    cancelSignal: signal,
    killDescendants: true,
    forceKillAfterDelay: 1_000,
  });
  let complaint = '';
  process.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-LONGEST_COMPLAINT);
  });
  // What it does not read any more is told by its end.
  process.stdin?.on('error', () => {});
  const lines = process.stdout && createInterface({ input: process.stdout });
  const next = lines?.[Symbol.asyncIterator]();

  async function ending(): Promise<string> {
    const { code, signal: killed, exitCode } = await process;
    if (code === 'ENOENT') return `the interpreter ${shown(python)} was not found`;
    if (code) return `the interpreter ${shown(python)} can't be started (${code})`;
    if (killed) return `it was ended by ${killed}`;
    return `it exited with code ${exitCode} (${complaint.trimEnd().split('\n').at(-1) || 'no error output'})`;
  }

  async function nextLine(): Promise<{ line: string } | { failure: string }> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), patience);
    });
    try {
      const read = await Promise.race([next?.next(), late]);
      if (read === 'late') return { failure: `it did not answer within ${patience / 1_000} s` };
      return read && !read.done ? { line: read.value } : { failure: await ending() };
    } finally {
      clearTimeout(timer);
    }
  }

  function close(): void {
    process.stdin?.destroy();
    process.kill('SIGKILL');
  }

  return {
    async ask(questions) {
      process.stdin?.write(questions.map(lineOf).join(''));
      const answers: Verdict[] = [];
      while (answers.length < questions.length) {
        const read = await nextLine();
        const answer = 'line' in read ? parsed(read.line, answers.length) : undefined;
        if (answer) answers.push(answer);
        else {
          close();
          const failure =
            'line' in read ? `it gave an unexpected answer, ${shown(read.line)}` : read.failure;
          return { answers, failure };
        }
      }
      return { answers };
    },
    close,
  };
}

function lineOf({ text, expected, isCutOff }: Question, id: number): string {
  return `${JSON.stringify({ id, text, expected, cut_off: isCutOff })}\n`;
}

/** The verdict of a line on the question that is next. */
function parsed(line: string, next: number): Verdict | undefined {
  try {
    const { data } = verdict.safeParse(JSON.parse(line));
    if (data?.id !== next) return undefined;
    const { id: _id, ...judged } = data;
    return judged;
  } catch {
    return undefined;
  }
}

function unavailable(python: string, reason: string): VerifierUnavailableError {
  return new VerifierUnavailableError(
    `The verifier is not available with ${python}: ${reason}. Install Python 3.11 or newer, without any packages, and start the server with \`TUNIX_PYTHON=/path/to/python\`.`,
  );
}
