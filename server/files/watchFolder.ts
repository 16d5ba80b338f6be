import { type FSWatcher, watch } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Watches a folder; where the system gives no notice of changes, whoever waits is woken after its time. */
export function watchFolder(path: string) {
  let isChanged = false;
  let wake = () => {};
  const watcher = watcherOf(path, () => {
    isChanged = true;
    wake();
  });
  return {
    async next(time: number, signal: AbortSignal): Promise<void> {
      if (!isChanged) {
        const woken = new AbortController();
        wake = () => woken.abort();
        await delay(time, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(
          () => {},
        );
      }
      isChanged = false;
    },
    close: () => watcher?.close(),
  };
}

function watcherOf(path: string, listener: () => void): FSWatcher | null {
  try {
    const watcher = watch(path, listener);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}
