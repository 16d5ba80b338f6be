import { createMemo, For, Show } from 'solid-js';
import { download } from '../ui/download.ts';
import { numberText } from '../ui/format/number.ts';
import { groupErrors, placesText } from './groupErrors.ts';
import css from './RefusedRows.module.css';

// What stands in brackets is one thing.
const BETWEEN_FAULTS = /; (?![^(]*\))/;

/** The rows that were refused, and why, those with one reason together. */
export function RefusedRows(props: {
  errors: { line: number; message: string }[];
  /** How many there are in all. */
  count: number;
  /** What a file of them is called. */
  name: string;
}) {
  const groups = createMemo(() => groupErrors(props.errors));
  const take = () => {
    const lines = props.errors.map((error) => `${JSON.stringify(error)}\n`);
    download(new Blob(lines, { type: 'application/x-ndjson' }), `${props.name}.errors.jsonl`);
  };
  return (
    <details class={css['refused-rows']} open={groups().length <= 5}>
      <summary>Why</summary>
      <ol tabindex="0" aria-label="Refused rows">
        <For each={groups()}>
          {(group) => (
            <li>
              <span class={css['refused-place']}>{placesText(group.lines)}</span>
              <ul>
                <For each={group.message.split(BETWEEN_FAULTS)}>{(fault) => <li>{fault}</li>}</For>
              </ul>
            </li>
          )}
        </For>
      </ol>
      <p>
        <Show when={props.count > props.errors.length}>
          The first {numberText(props.errors.length)} of {numberText(props.count)}.
        </Show>
        <button type="button" data-look="link" onClick={take}>
          Download as JSON Lines
        </button>
      </p>
    </details>
  );
}
