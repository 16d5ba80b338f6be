import { useSearchParams } from '@solidjs/router';
import { createSignal, onCleanup } from 'solid-js';
import { isFlag, type Understood } from '../address/understood.ts';
import { throttle } from '../ui/throttle.ts';
import type { LogLine } from './lines.ts';

export type LogSettings = ReturnType<typeof createLogSettings>;

const WAIT = 300;

/** How a log is shown, as the address says. */
export function createLogSettings() {
  const [search, setSearch] = useSearchParams();
  // The part after `#` names a line, and stays.
  const put = (parameters: Record<string, string | null>) =>
    setSearch(parameters, { replace: true, scroll: false });
  const [find, setFind] = createSignal([search['find']].flat()[0] ?? '');
  const putFind = throttle((text: string) => put({ find: text || null }), WAIT);
  onCleanup(putFind.stop);
  return {
    find,
    setFind(text: string) {
      setFind(text);
      putFind.call(text);
    },
    stream: (): LogLine['stream'] | null =>
      search['stream'] === 'stdout' ? 'STDOUT' : search['stream'] === 'stderr' ? 'STDERR' : null,
    setStream: (stream: string) => put({ stream: stream || null }),
    isWrapped: () => search['wrap'] === '1',
    hasTimes: () => search['times'] === '1',
    isRaw: () => search['raw'] === '1',
    setFlag: (name: 'wrap' | 'times' | 'raw', isSet: boolean) =>
      put({ [name]: isSet ? '1' : null }),
  };
}

/** What of a log an address can say. */
export const UNDERSTOOD_OF_LOG: Understood = {
  stream: (text) => text === 'stdout' || text === 'stderr',
  wrap: isFlag,
  times: isFlag,
  raw: isFlag,
};

/** The line that an address points at, such as `#L1234`. */
export function lineOf(hash: string): number | null {
  const [, number] = /^#L(\d+)$/.exec(hash) ?? [];
  return number === undefined ? null : Number(number);
}
