import { createRoot, createSignal } from 'solid-js';
import { createStore } from 'solid-js/store';
import { type UploadReport, uploadTraces } from './upload.ts';

/** A file, or what was pasted, on its way into the store. */
export type Import = {
  id: number;
  name: string;
  bytes: number;
  isAtomic: boolean;
  keepsDuplicates: boolean;
  status: 'waiting' | 'sending' | 'done' | 'failed';
  share: number;
  report?: UploadReport;
  problem?: string;
};

// Outside of every page, so that an import goes on while one looks at another page.
export const imports = createRoot(() => {
  const [list, setList] = createStore<Import[]>([]);
  const [storedCount, setStoredCount] = createSignal(0);
  const [isAtomic, setIsAtomic] = createSignal(false);
  const [keepsDuplicates, setKeepsDuplicates] = createSignal(false);
  const stops = new Map<number, AbortController>();
  let last: Promise<unknown> = Promise.resolve();
  let nextId = 1;

  const update = (id: number, change: Partial<Import>) => setList((each) => each.id === id, change);

  async function send(id: number, file: File) {
    const stop = stops.get(id);
    const wanted = list.find((each) => each.id === id);
    if (!wanted || !stop || stop.signal.aborted) return;
    update(id, { status: 'sending' });
    window.addEventListener('beforeunload', warn);
    try {
      const report = await uploadTraces({
        body: file,
        isAtomic: wanted.isAtomic,
        keepsDuplicates: wanted.keepsDuplicates,
        onProgress: (share) => update(id, { share }),
        signal: stop.signal,
      });
      update(id, { status: 'done', share: 1, report });
    } catch (error) {
      update(id, {
        status: 'failed',
        problem: error instanceof Error ? error.message : `${error}`,
      });
    }
    window.removeEventListener('beforeunload', warn);
    stops.delete(id);
    setStoredCount((count) => count + 1);
  }

  return {
    list,
    /** Changes each time that an import may have stored something. */
    storedCount,
    /** Whether all lines of a file are stored or none. */
    isAtomic,
    setIsAtomic,
    /** Whether traces are stored once more that are stored already. */
    keepsDuplicates,
    setKeepsDuplicates,
    /** Sends files one after another. */
    add(files: Iterable<File>) {
      for (const file of files) {
        const id = nextId++;
        stops.set(id, new AbortController());
        setList((before) => [
          {
            id,
            name: file.name,
            bytes: file.size,
            isAtomic: isAtomic(),
            keepsDuplicates: keepsDuplicates(),
            status: 'waiting',
            share: 0,
          },
          ...before,
        ]);
        last = last.then(() => send(id, file));
      }
    },
    stop(id: number) {
      stops.get(id)?.abort();
      setList((each) => each.id === id && each.status === 'waiting', {
        status: 'failed',
        problem: 'Stopped before it began.',
      });
    },
    dismiss: (id: number) => setList((before) => before.filter((each) => each.id !== id)),
  };
});

/** Lets the browser ask before it leaves, which would break the import off. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
