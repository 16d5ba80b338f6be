import { createSignal } from 'solid-js';
import { ADDRESSES } from '../../../server/addresses.ts';
import { Snippet } from '../ui/Snippet.tsx';
import css from './ChooseFiles.module.css';
import { EXAMPLE } from './example.ts';
import { Samples } from './Samples.tsx';

/** Ways to bring traces in. */
export function ChooseFiles(props: { take: (files: Iterable<File>) => void }) {
  const [text, setText] = createSignal('');
  const paste = (event: SubmitEvent) => {
    event.preventDefault();
    props.take([new File([text()], 'Pasted text')]);
    setText('');
  };
  return (
    <section class={css['choose']} aria-label="Choose files">
      <div class={css['choose-ways']}>
        <label class={css['choose-file']}>
          <span>Drop files anywhere on this page, or choose them</span>
          <input
            type="file"
            multiple
            accept=".jsonl,.ndjson,.json,.csv,.tsv,.parquet,.gz,.zst,application/x-ndjson,application/json,text/csv,application/gzip"
            onChange={(event) => {
              props.take([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
          <small>
            JSON Lines, JSON, CSV, TSV or Parquet, of any size, also in gzip or Zstandard.
          </small>
        </label>
        <form onSubmit={paste}>
          <textarea
            rows="4"
            dir="auto"
            aria-label="Rows to paste"
            placeholder={EXAMPLE}
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
            spellcheck={false}
          />
          <button type="submit" disabled={!text().trim()}>
            Look at what I pasted
          </button>
        </form>
      </div>
      <Samples />
      <Snippet
        title="From a terminal"
        code={`curl --data-binary @FILE '${window.location.origin}${ADDRESSES.importTraces}?name=FILE'`}
      />
    </section>
  );
}
