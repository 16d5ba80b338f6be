import { ValidationError } from '../../errors.ts';

export const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

export type Bytes = AsyncIterable<Uint8Array>;

/** What is seen of some bytes before they are read; `whole` gives them all, and frees their source when it is left. */
export type Beginning = { head: Uint8Array; whole: AsyncIterableIterator<Uint8Array> };

export async function beginningOf(source: Bytes, length: number): Promise<Beginning> {
  const rest = source[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let bytes = 0;
  let failed: { error: unknown } | undefined;
  while (bytes < length && !failed) {
    try {
      const { done, value } = await rest.next();
      if (done) break;
      read.push(value);
      bytes += value.length;
    } catch (error) {
      failed = { error };
    }
  }
  const head = Buffer.concat(read).subarray(0, length);
  // No generator: one that was never begun would not free the source.
  const whole: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => whole,
    next: async () => {
      const value = read.shift();
      if (value) return { done: false, value };
      // What came before a failure is still to be had.
      if (failed) throw failed.error;
      return rest.next();
    },
    return: async () => {
      read.length = 0;
      await rest.return?.();
      return { done: true, value: undefined };
    },
  };
  return { head, whole };
}

export function beginsWith(head: Uint8Array, bytes: number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

/** Why a file as a whole can't be read on. */
export function refusal(message: string): ValidationError {
  return new ValidationError([{ path: [], message }]);
}
