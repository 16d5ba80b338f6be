import { setTimeout as delay } from 'node:timers/promises';
import { endable } from '../endable.ts';
import { streamed } from './stream.ts';

/** An event as `text/event-stream` has it: its name, and what it holds. */
export type ServerSentEvent = { event: string; data: object };

/** A response of server-sent events. Where none comes for a while a comment does, so that nothing on the way takes the
 * connection for dead. What `start` answers ends with its signal, when the reader goes. */
export function eventStream(
  signal: AbortSignal,
  start: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>,
): Response {
  return streamed(
    endable(signal, (ending) => framesOf(start(ending), ending)),
    {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      // A proxy would collect events.
      'x-accel-buffering': 'no',
    },
  );
}

async function* framesOf(
  source: AsyncIterable<ServerSentEvent>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const events = source[Symbol.asyncIterator]();
  try {
    for (let next = events.next(); ; ) {
      const item = await nextOrSilence(next, signal);
      if (item === 'silence') yield ': \n\n';
      else if (item.done) return;
      else {
        const { event, data } = item.value;
        yield `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
        next = events.next();
      }
    }
  } finally {
    await events.return?.();
  }
}

async function nextOrSilence<Item>(
  next: Promise<IteratorResult<Item>>,
  signal: AbortSignal,
): Promise<IteratorResult<Item> | 'silence'> {
  const over = new AbortController();
  const silence = delay(LONGEST_SILENCE, 'silence' as const, {
    signal: AbortSignal.any([signal, over.signal]),
    ref: false,
  }).catch((): Promise<never> => new Promise(() => {}));
  try {
    return await Promise.race([next, silence]);
  } finally {
    over.abort();
  }
}

const LONGEST_SILENCE = 15_000;
