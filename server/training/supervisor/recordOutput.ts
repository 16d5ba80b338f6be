import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { retryWithoutRoom } from './retryWithoutRoom.ts';

// What has left the trainer's group of processes may hold its output open for ever. After the trainer's
// end, what is in the pipe by then is read, and not waited for longer than this, in milliseconds.
const LAST_WAIT = 2_000;
const SHORTEST_WAIT = 100;
const LARGEST_REMNANT = 2 ** 20;

/** Appends what a trainer prints to a file until its output closes or, some time after `ended`, only strangers are left.
 * On a full disk it waits, and the trainer with it. The file has to be open by now: what a trainer printed that has
 * ended before its output is read is gone. */
export async function recordOutput(
  file: FileHandle,
  output: Readable,
  ended: AbortSignal,
): Promise<void> {
  let isWaiting = false;
  let isGivenUp = false;
  let lastMoment = Number.POSITIVE_INFINITY;
  let remnant = LARGEST_REMNANT;
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    isWaiting = true;
    if (!ended.aborted) return;
    const time = Math.max(SHORTEST_WAIT, lastMoment - performance.now());
    timer = setTimeout(() => {
      isGivenUp = true;
      output.destroy();
    }, time);
  };
  const onEnded = () => {
    lastMoment = performance.now() + LAST_WAIT;
    if (isWaiting) wait();
  };
  ended.addEventListener('abort', onEnded, { once: true });
  try {
    wait();
    for await (const chunk of output) {
      isWaiting = false;
      clearTimeout(timer);
      for (let rest: Buffer = chunk; rest.length > 0; ) {
        const { bytesWritten } = await retryWithoutRoom(() => file.write(rest));
        rest = rest.subarray(bytesWritten);
      }
      if (ended.aborted) remnant -= chunk.length;
      if (remnant < 0) break;
      wait();
    }
  } catch (error) {
    if (!isGivenUp) throw error;
  } finally {
    clearTimeout(timer);
    ended.removeEventListener('abort', onEnded);
    await file.close();
  }
}
