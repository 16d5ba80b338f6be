import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

type Request = {
  id: string;
  cancel?: true;
  step: number;
  prompt: string;
  context?: { role: string; content: string }[];
  sampling: { samples: number; max_new_tokens: number; max_prompt_tokens: number };
};

const FOREVER = 2 ** 31 - 1;

/** Speaks the protocol of the launcher's sampler. What it hears is a line each in `sampler.log` of the data folder. It is
 * loaded at once, with `sampler.hold` only when `sampler.loaded` is there too, or fails to load with what `sampler.fail` says. A prompt tells what is done with
 * it: `[hold]` says a piece and goes on once `sampler.go` is there, `[endless]` never ends, `[crash]` kills the process after
 * a piece, `[flood]` says 200,000 words, `[refuse]` is refused. The base is always cut off. */
export async function answerPrompts(manifest: string): Promise<void> {
  const home = join(dirname(manifest), '..', '..');
  const hear = (line: string) => appendFileSync(join(home, 'sampler.log'), `${line}\n`);
  const at = (name: string) => join(home, `sampler.${name}`);
  const cancelled = new Set<string>();
  process.on('SIGTERM', () => {
    hear('ended');
    process.exit(143);
  });
  hear(`started ${process.pid}`);
  const lines = createInterface({ input: process.stdin });
  const requests: Request[] = [];
  let wake = () => {};
  lines.on('line', (line) => {
    const request: Request = JSON.parse(line);
    hear(request.cancel ? `cancel ${request.id}` : `asked ${request.id} ${request.step}`);
    if (request.cancel) cancelled.add(request.id);
    else requests.push(request);
    wake();
  });
  lines.on('close', () => process.exit(0));
  tell({ kind: 'phase', name: 'model' });
  while (existsSync(at('hold')) && !existsSync(at('loaded'))) await delay(10);
  if (existsSync(at('fail'))) {
    tell({ kind: 'failed', error: readFileSync(at('fail'), 'utf8'), hint: 'Try another.' });
    process.exit(1);
  }
  tell({ kind: 'ready', steps: [0], parameters: 7 });
  for (;;) {
    const request = requests.shift();
    if (request) answer(request).catch(() => process.exit(1));
    else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  async function answer({ id, step, prompt, context, sampling }: Request): Promise<void> {
    const does = (what: string) => prompt.includes(`[${what}]`);
    const promptTokens = prompt.split(' ').length;
    if (does('refuse')) return tell({ kind: 'refused', id, error: 'It is not to be asked' });
    if (promptTokens > sampling.max_prompt_tokens) {
      const error = `Expected a prompt of at most ${sampling.max_prompt_tokens} tokens, got ${promptTokens}`;
      return tell({ kind: 'refused', id, error });
    }
    tell({ kind: 'began', id, prompt_tokens: promptTokens });
    const system = context?.map(({ content }) => `${content} `).join('') ?? '';
    const texts = Array.from({ length: sampling.samples }, (_, index) =>
      step === 0
        ? `${system}plus plus ${index}`
        : `${system}Reasoning:\n1. I read ${prompt}\nAnswer: ${step + index}`,
    );
    for (const [index, text] of texts.entries()) {
      for (const [place, piece] of text.split(/(?<= )/).entries()) {
        if (cancelled.has(id)) return tell({ kind: 'cancelled', id });
        tell({ kind: 'text', id, index, text: piece });
        if (place > 0) continue;
        if (does('crash')) process.kill(process.pid, 'SIGKILL');
        if (does('hold')) while (!existsSync(at('go')) && !cancelled.has(id)) await delay(10);
        if (does('endless')) await delay(FOREVER);
      }
    }
    if (does('flood')) {
      for (let word = 0; word < 200_000 && !cancelled.has(id); word++) {
        tell({ kind: 'text', id, index: 0, text: ' word' });
        if (word % 1000 === 0) await delay(0);
      }
    }
    const samples = texts.map((text, index) => ({
      index,
      text,
      tokens: text.split(' ').length,
      finish: step === 0 ? 'length' : 'stop',
      answer: step === 0 ? null : `${step + index}`,
    }));
    tell({ kind: 'done', id, samples, seconds: 1.5, tokens_per_second: 12.5 });
    hear(`said ${id}`);
  }
}

function tell(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}
