import { type FSWatcher, watch } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Watches a folder for changes. Where the system gives no notice of them (network folders, too many
 * watchers), whoever waits is woken after the time that it gives at most. */
export function watchFolder(path: string) {
  let isChanged = false;
  let wake = () => {};
  const watcher = watcherOf(path, () => {
    isChanged = true;
    wake();
  });
  return {
    /** Waits for a change since the last call returned, for a time in milliseconds, or for the signal. */
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
