import { createRoot, createSignal } from 'solid-js';
import { createStore } from 'solid-js/store';
import { type UploadReport, uploadTraces } from './upload.ts';

/** A file on its way into the store. */
export type Import = {
  id: number;
  name: string;
  bytes: number;
  isAtomic: boolean;
  status: 'waiting' | 'sending' | 'done' | 'failed';
  share: number;
  report?: UploadReport;
  problem?: string;
};

// Outside of every page, so that an import goes on while one looks at another page.
export const imports = createRoot(() => {
  const [list, setList] = createStore<Import[]>([]);
  const [storedCount, setStoredCount] = createSignal(0);
  const stops = new Map<number, AbortController>();
  let last: Promise<unknown> = Promise.resolve();
  let nextId = 1;

  const update = (id: number, change: Partial<Import>) => setList((each) => each.id === id, change);

  async function send(id: number, file: File, parameters: Record<string, string>) {
    const stop = stops.get(id);
    if (!stop || stop.signal.aborted) return;
    update(id, { status: 'sending' });
    window.addEventListener('beforeunload', warn);
    try {
      const report = await uploadTraces({
        body: file,
        parameters: { ...parameters, name: nameOf(file) },
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
    /** Sends files one after another, with what is said of how they are read and stored. */
    add(files: Iterable<File>, parameters: Record<string, string> = {}) {
      for (const file of files) {
        const id = nextId++;
        stops.set(id, new AbortController());
        setList((before) => [
          {
            id,
            name: file.name,
            bytes: file.size,
            isAtomic: parameters['atomic'] === 'true',
            status: 'waiting',
            share: 0,
          },
          ...before,
        ]);
        last = last.then(() => send(id, file, parameters));
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

const LONGEST_NAME = 255;

function nameOf({ name }: File): string {
  return [...name.replaceAll('\0', '').toWellFormed()].slice(0, LONGEST_NAME).join('') || 'file';
}

/** Lets the browser ask before it leaves, which would break the import off. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
