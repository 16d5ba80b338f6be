import { createSignal, onCleanup } from 'solid-js';
import { type Codec, FLAG, TEXT } from '../address/codec.ts';
import { createAddressValue } from '../address/createAddressValue.ts';
import { throttle } from '../ui/throttle.ts';
import type { StoredLine } from './lines.ts';

export type LogSettings = ReturnType<typeof createLogSettings>;

const WAIT = 300;

const streamCodec: Codec<StoredLine['stream'] | null> = {
  read: (text) => (text === 'stdout' ? 'STDOUT' : text === 'stderr' ? 'STDERR' : undefined),
  print: (stream) => stream?.toLowerCase() ?? '',
  initial: null,
};

/** What of a log an address can say, besides what is looked for. */
export const LOG_CODECS = {
  stream: streamCodec,
  wrap: FLAG,
  times: FLAG,
  raw: FLAG,
};

/** How a log is shown, as the address says. The part after its `#` names a line, and stays. */
export function createLogSettings() {
  const [inAddress, put] = createAddressValue('find', TEXT);
  const [find, setFind] = createSignal(inAddress());
  const putFind = throttle(put, WAIT);
  onCleanup(putFind.stop);
  const [stream, setStream] = createAddressValue('stream', LOG_CODECS.stream);
  const [isWrapped, setWrapped] = createAddressValue('wrap', LOG_CODECS.wrap);
  const [hasTimes, setTimes] = createAddressValue('times', LOG_CODECS.times);
  const [isRaw, setRaw] = createAddressValue('raw', LOG_CODECS.raw);
  return {
    find,
    setFind(text: string) {
      setFind(text);
      putFind.call(text);
    },
    stream,
    setStream,
    isWrapped,
    setWrapped,
    hasTimes,
    setTimes,
    isRaw,
    setRaw,
  };
}

/** The line that an address points at, such as `#L1234`. */
export function lineInHash(hash: string): number | null {
  const [, number] = /^#L(\d+)$/.exec(hash) ?? [];
  return number === undefined ? null : Number(number);
}
