import { For, Show } from 'solid-js';
import { download } from '../../ui/download.ts';
import { numberText } from '../../ui/number.ts';
import type { ImportReport } from './upload.ts';

/** The lines that were refused, and why. */
export function ImportErrors(props: { report: ImportReport; name: string }) {
  const count = () => props.report.errors.length;
  const take = () => {
    const lines = props.report.errors.map((error) => `${JSON.stringify(error)}\n`);
    download(new Blob(lines, { type: 'application/x-ndjson' }), `${props.name}.errors.jsonl`);
  };
  return (
    <details class="import-errors" open={count() <= 5}>
      <summary>Why</summary>
      <ol tabindex="0">
        <For each={props.report.errors}>
          {(error) => (
            <li>
              <span class="import-line">line {numberText(error.line)}</span>
              <span>{error.message}</span>
            </li>
          )}
        </For>
      </ol>
      <p>
        <Show when={props.report.rejected > count()}>
          The first {numberText(count())} of {numberText(props.report.rejected)}.
        </Show>
        <button type="button" data-look="link" onClick={take}>
          Download as JSON Lines
        </button>
      </p>
    </details>
  );
}
