import { createMemo, For, Show } from 'solid-js';
import { Code } from '../../ui/Code.tsx';
import { download } from '../../ui/download.ts';
import { numberText } from '../../ui/format/number.ts';
import { EXAMPLE } from './example.ts';
import { groupErrors, placesText } from './groupErrors.ts';
import css from './ImportErrors.module.css';
import type { UploadReport } from './upload.ts';

/** The lines that were refused, and why, those with one reason together. */
export function ImportErrors(props: { report: UploadReport; name: string }) {
  const groups = createMemo(() => groupErrors(props.report.errors));
  const count = () => props.report.errors.length;
  const take = () => {
    const lines = props.report.errors.map((error) => `${JSON.stringify(error)}\n`);
    download(new Blob(lines, { type: 'application/x-ndjson' }), `${props.name}.errors.jsonl`);
  };
  return (
    <details class={css['import-errors']} open={groups().length <= 5}>
      <summary>Why</summary>
      <ol tabindex="0">
        <For each={groups()}>
          {(group) => (
            <li>
              <span class={css['import-line']}>{placesText(group.lines)}</span>
              <span>{group.message}</span>
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
      <Show when={props.report.accepted === 0}>
        <Code title="No line is a trace. This is one" code={EXAMPLE} />
      </Show>
    </details>
  );
}
