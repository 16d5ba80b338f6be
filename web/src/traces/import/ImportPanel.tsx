import { createSignal } from 'solid-js';
import { ADDRESSES } from '../../../../server/addresses.ts';
import { Snippet } from '../../ui/Snippet.tsx';
import { EXAMPLE } from './example.ts';
import css from './ImportPanel.module.css';
import { imports } from './imports.ts';
import { Samples } from './Samples.tsx';

/** Ways to bring traces in. */
export function ImportPanel() {
  const [text, setText] = createSignal('');
  const paste = (event: SubmitEvent) => {
    event.preventDefault();
    imports.add([new File([text()], 'Pasted text', { type: 'application/json' })]);
    setText('');
  };
  return (
    <section class={css['import-panel']} aria-label="Import traces">
      <div class={css['import-ways']}>
        <label class={css['import-file']}>
          <span>Drop files anywhere on this page, or choose them</span>
          <input
            type="file"
            multiple
            accept=".jsonl,.ndjson,.json,.csv,.tsv,.parquet,.gz,.zst,application/x-ndjson,application/json,text/csv,application/gzip"
            onChange={(event) => {
              imports.add(event.currentTarget.files ?? []);
              event.currentTarget.value = '';
            }}
          />
          <small>
            JSON Lines, JSON, CSV, TSV or Parquet, of any size, also in gzip or Zstandard. Traces,
            or rows of GSM8K, Alpaca, ShareGPT, OpenAI chats, preference pairs, questions with
            answers.
          </small>
        </label>
        <form onSubmit={paste}>
          <textarea
            rows="4"
            dir="auto"
            aria-label="Traces to paste"
            placeholder={EXAMPLE}
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
            spellcheck={false}
          />
          <button type="submit" disabled={!text().trim()}>
            Import what I pasted
          </button>
        </form>
      </div>
      <label class={css['import-atomic']}>
        <input
          type="checkbox"
          checked={imports.isAtomic()}
          onChange={(event) => imports.setIsAtomic(event.currentTarget.checked)}
        />
        All or nothing: store no trace of a file when one of them is wrong
      </label>
      <label class={css['import-atomic']}>
        <input
          type="checkbox"
          checked={imports.keepsDuplicates()}
          onChange={(event) => imports.setKeepsDuplicates(event.currentTarget.checked)}
        />
        Store traces once more that are stored already
      </label>
      <Samples />
      <Snippet
        title="From a terminal"
        code={`curl -X POST --data-binary @traces.jsonl ${window.location.origin}${ADDRESSES.importTraces}`}
      />
    </section>
  );
}
