import { ADDRESSES, writeAddress } from '../../../server/addresses.ts';
import type { GenerationEvent } from '../../../server/playground/event.ts';
import { readServerSentEvents } from '../../../server/serverSentEvents.ts';

/** Who is asked: a checkpoint of a training, or a registered model. */
export type Subject = { run: string; step: string } | { model: string };

export type Question = {
  prompt: string;
  /** The system prompt; nothing where it is empty. */
  system: string;
  withBase: boolean;
  sampling: Record<string, number>;
};

/** Asks a model, and hands out what happens until all is there. @throws Error with a message for the reader */
export async function* generate(
  subject: Subject,
  { prompt, system, withBase, sampling }: Question,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const context = system.trim() ? [{ role: 'system', content: system }] : undefined;
  const response = await fetch(addressOf(subject), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt, context, withBase, ...sampling }),
    signal,
  }).catch(() => {
    throw new Error('The server does not answer.');
  });
  if (!response.ok) throw new Error(await problemOf(response));
  try {
    for await (const { event, data } of readServerSentEvents(response.body)) {
      yield { kind: event, ...JSON.parse(data) };
    }
  } catch {
    throw new Error(BROKEN_OFF);
  }
}

export const BROKEN_OFF = 'The server ended the connection.';

function addressOf(subject: Subject): string {
  return 'model' in subject
    ? writeAddress(ADDRESSES.generateWithModel, { reference: subject.model })
    : writeAddress(ADDRESSES.generateWithCheckpoint, { id: subject.run, step: subject.step });
}

async function problemOf(response: Response): Promise<string> {
  if (response.status === 401) return 'The server asks for its token. Reload the page to sign in.';
  const { detail } = await response.json().catch(() => ({}));
  return typeof detail === 'string' ? detail : `The server answered ${response.status}.`;
}
