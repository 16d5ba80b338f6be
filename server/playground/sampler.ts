import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { childEnvironment } from '../integrations/childEnvironment.ts';
import { interpreterPath } from '../integrations/python.ts';
import { shown } from '../parse.ts';
import type { GenerationEvent } from './event.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { type SamplerEvent, type SamplerRequest, samplerEvent } from './protocol.ts';

/** What is asked of one checkpoint. */
export type SamplerPrompt = Omit<Extract<SamplerRequest, { prompt: string }>, 'id'>;

/** A process that has a model and its checkpoints loaded, or is about to. */
export type Sampler = {
  /** The answers of several checkpoints as they come, mixed; what goes wrong is an event. Leaving it ends them. */
  ask: (prompts: SamplerPrompt[], signal: AbortSignal) => AsyncGenerator<GenerationEvent>;
  end: () => void;
  /** Whether it can answer, or will. */
  isAlive: () => boolean;
  /** Settles when the process is gone. */
  ended: Promise<void>;
};

const LAUNCHER = fileURLToPath(new URL('../training/launcher/', import.meta.url));
const LONGEST_COMPLAINT = 2_000;

/** Starts a sampler of the manifest at a path; the signal ends it. */
export function startSampler({
  python,
  manifest,
  compiled,
  signal,
}: {
  python: string;
  manifest: string;
  /** Where what is compiled is kept. */
  compiled: string;
  signal: AbortSignal;
}): Sampler {
  const child = execa(
    interpreterPath(python),
    ['-B', '-m', 'tunix_rt_launcher.sampler', '--config', manifest],
    {
      cwd: LAUNCHER,
      // Beside a training on the same device, what is free is not this one's alone.
      env: {
        JAX_COMPILATION_CACHE_DIR: compiled,
        XLA_PYTHON_CLIENT_PREALLOCATE: 'false',
        ...childEnvironment(process.env),
      },
      extendEnv: false,
      buffer: false,
      reject: false,
      cancelSignal: signal,
      killDescendants: true,
      forceKillAfterDelay: 1_000,
    },
  );
  const asked = new Map<
    string,
    { step: number; mailbox: Mailbox<GenerationEvent>; finish: () => void }
  >();
  const mailboxes = new Set<Mailbox<GenerationEvent>>();
  let phase: 'loading' | 'ready' = 'loading';
  let failure: string | undefined;
  let complaint = '';
  let nextId = 1;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-LONGEST_COMPLAINT);
  });
  // What it does not read any more is told by its end.
  child.stdin?.on('error', () => {});

  function write(request: SamplerRequest): void {
    if (child.stdin?.writable) child.stdin.write(`${JSON.stringify(request)}\n`);
  }

  function hear(line: string): void {
    const event = parsed(line);
    if (!event) return;
    if (event.kind === 'ready') {
      phase = 'ready';
      for (const mailbox of mailboxes) mailbox.put({ kind: 'phase', phase });
    }
    const id = 'id' in event ? event.id : null;
    if (event.kind === 'failed' && !id) failure = problemOf(event);
    const one = asked.get(id ?? '');
    if (!id || !one) return;
    const told = toldOf(event, one.step);
    if (told) one.mailbox.put(told);
    if (!LAST.has(event.kind)) return;
    asked.delete(id);
    one.finish();
  }

  async function follow(): Promise<void> {
    if (child.stdout) {
      for await (const line of createInterface({ input: child.stdout })) hear(line);
    }
    const result = await child;
    failure ??= endingOf(result, { python, complaint });
    for (const mailbox of mailboxes) fail(mailbox, failure);
  }

  function fail(mailbox: Mailbox<GenerationEvent>, message: string): void {
    mailbox.put({ kind: 'error', step: null, code: 'SAMPLING_FAILED', message });
    mailbox.close();
  }

  return {
    async *ask(prompts, ending) {
      const mailbox = createMailbox<GenerationEvent>(joined);
      const ids = prompts.map(() => `${nextId++}`);
      let open = prompts.length;
      const finish = () => {
        open -= 1;
        if (open === 0) mailbox.close();
      };
      mailboxes.add(mailbox);
      try {
        mailbox.put({ kind: 'phase', phase });
        if (failure !== undefined) fail(mailbox, failure);
        for (const [index, prompt] of prompts.entries()) {
          const id = ids[index] ?? '';
          asked.set(id, { step: prompt.step, mailbox, finish });
          write({ id, ...prompt });
        }
        yield* mailbox.take(ending);
      } finally {
        mailboxes.delete(mailbox);
        for (const id of ids) if (asked.delete(id)) write({ id, cancel: true });
      }
    },
    end: () => child.kill(),
    isAlive: () => failure === undefined,
    ended: follow(),
  };
}

/** What nothing follows of the same prompt. */
const LAST = new Set<SamplerEvent['kind']>(['done', 'refused', 'failed', 'cancelled']);

function parsed(line: string): SamplerEvent | undefined {
  try {
    return samplerEvent.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** What an event of a sampler tells whoever asked. */
function toldOf(event: SamplerEvent, step: number): GenerationEvent | null {
  switch (event.kind) {
    case 'began':
      return { kind: 'began', step, promptTokens: event.prompt_tokens };
    case 'text':
      return { kind: 'text', step, index: event.index, text: event.text };
    case 'done': {
      const { samples, seconds, tokens_per_second: tokensPerSecond } = event;
      return { kind: 'done', step, samples, seconds, tokensPerSecond };
    }
    case 'refused':
      return { kind: 'error', step, code: 'VALIDATION', message: event.error };
    case 'failed':
      return { kind: 'error', step, code: 'SAMPLING_FAILED', message: problemOf(event) };
    default:
      return null;
  }
}

function joined(last: GenerationEvent, next: GenerationEvent): GenerationEvent | null {
  const isMore =
    last.kind === 'text' &&
    next.kind === 'text' &&
    last.step === next.step &&
    last.index === next.index;
  return isMore ? { ...last, text: last.text + next.text } : null;
}

function problemOf({ error, hint }: { error: string; hint?: string | null | undefined }): string {
  return hint ? `${error.replace(/\.?$/, '.')} ${hint}` : error;
}

type Result = { code?: string; signal?: string; exitCode?: number; isCanceled: boolean };

function endingOf(
  { code, signal, exitCode, isCanceled }: Result,
  { python, complaint }: { python: string; complaint: string },
): string {
  if (isCanceled) return 'The server stopped';
  if (code === 'ENOENT') return `The interpreter ${shown(python)} was not found`;
  if (code) return `The interpreter ${shown(python)} can't be started (${code})`;
  const last = complaint.trimEnd().split('\n').at(-1) || 'no error output';
  // Whoever kills it lets it say nothing.
  const why = signal === 'SIGKILL' ? '' : ` (${last})`;
  const how = signal ? `was ended by ${signal}` : `ended with code ${exitCode}`;
  return `The process that has the model loaded ${how}${why}`;
}
