import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import { ADDRESSES, writeAddress } from '../../../server/addresses.ts';
import type { ImportPreview } from '../../../server/imports/preview/shape.ts';
import { explainError, type Failure } from '../graphql/failure.ts';
import { debounced } from '../ui/debounced.ts';

const WAIT = 200;
// Enough for two of the longest rows.
const BEGINNING = 8 * 1024 * 1024;

type Answer = { file: File; question: string; data?: ImportPreview; failure?: Failure };

/** What an import of a file would come to, asked for again when something else is said of how it is read. */
export function createPreview(
  file: Accessor<File | undefined>,
  parameters: Accessor<Record<string, string>>,
) {
  const wanted = createMemo(() => JSON.stringify(parameters()));
  const asked = debounced(wanted, WAIT);
  const [answer, setAnswer] = createSignal<Answer>();
  const [turn, setTurn] = createSignal(0);
  createEffect(() => {
    turn();
    const [subject, question] = [file(), asked()];
    if (!subject) return;
    const controller = new AbortController();
    onCleanup(() => controller.abort());
    preview(subject, JSON.parse(question), controller.signal)
      .catch((error): Partial<Answer> => ({ failure: explainError(error) }))
      .then((outcome) => {
        if (!controller.signal.aborted) setAnswer({ file: subject, question, ...outcome });
      });
  });
  const current = () => (answer()?.file === file() ? answer() : undefined);
  return {
    /** What came last of this file, whatever was asked. */
    data: () => current()?.data,
    failure: () => (isOld() ? undefined : current()?.failure),
    isOld,
    retry: () => setTurn((last) => last + 1),
  };

  function isOld(): boolean {
    return current()?.question !== wanted();
  }
}

async function preview(
  file: File,
  parameters: Record<string, string>,
  signal: AbortSignal,
): Promise<Partial<Answer>> {
  // What a Parquet file holds stands at its end.
  const isWhole = file.size <= BEGINNING || (await file.slice(0, 4).text()) === 'PAR1';
  const all = { ...parameters, ...(isWhole ? {} : { partial: 'true' }) };
  const response = await fetch(writeAddress(ADDRESSES.previewImport, {}, all), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: isWhole ? file : file.slice(0, BEGINNING),
    signal,
  });
  const answer = await response.json();
  if (response.ok) return { data: answer };
  const failure = {
    message: answer.detail ?? `The server answered ${response.status}.`,
    issues: answer.issues ?? [],
    isSignedOut: response.status === 401,
    refusal: answer.title ?? 'Refused',
  };
  return { failure };
}
