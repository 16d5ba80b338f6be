import { createRoot, createSignal } from 'solid-js';

// Outside of every page, so that files that are dropped on one are looked at on another.
const [files, setFiles] = createRoot(() => createSignal<readonly File[]>([]));

/** The files that are looked at before they are imported. */
export const chosen = {
  files,
  add: (more: Iterable<File>) => setFiles((before) => [...before, ...more]),
  remove: (file: File) => setFiles((before) => before.filter((each) => each !== file)),
  clear: () => setFiles([]),
};
