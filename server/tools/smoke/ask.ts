import type { Application } from '../../application.ts';
import { prepareGeneration } from '../../playground/generate.ts';
import { generateInput } from '../../playground/input.ts';

/** Asks a model that was kept, beside its base; answers with what to exit. */
export async function ask(application: Application, model: string): Promise<number> {
  const input = generateInput.parse({
    prompt: 'What is 17 + 24?',
    withBase: true,
    maxNewTokens: 64,
  });
  const generate = await prepareGeneration(application, { model }, input);
  const pieces = new Map<number, string>();
  let done = 0;
  for await (const event of generate(application.signal)) {
    if (event.kind === 'text') {
      pieces.set(event.step, (pieces.get(event.step) ?? '') + event.text);
    }
    if (event.kind === 'error') console.error(event.message);
    if (event.kind !== 'done') continue;
    const [sample] = event.samples;
    console.log(
      `step ${event.step} wrote ${sample?.tokens} tokens, ${event.tokensPerSecond} a second: ${JSON.stringify(sample?.text)}`,
    );
    if (sample?.text.startsWith(pieces.get(event.step) ?? '?')) done += 1;
  }
  if (done === 2) return 0;
  console.error('Expected what came in pieces to be what was written, of two');
  return 1;
}
