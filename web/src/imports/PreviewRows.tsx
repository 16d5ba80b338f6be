import { createSignal, For, Show } from 'solid-js';
import type { PreviewRow } from '../../../server/imports/preview/shape.ts';
import { createKeys } from '../shell/keys/keys.ts';
import { Code } from '../ui/Code.tsx';
import css from './PreviewRows.module.css';
import { PreviewTrace } from './PreviewTrace.tsx';

/** The first rows of a file, one at a time, each beside the traces that come of it. */
export function PreviewRows(props: { rows: readonly PreviewRow[] }) {
  const [at, setAt] = createSignal(0);
  const last = () => props.rows.length - 1;
  const index = () => Math.min(at(), last());
  const go = (by: number) => setAt(Math.max(0, Math.min(last(), index() + by)));
  createKeys({ '[': () => go(-1), ']': () => go(1) });
  return (
    <Show when={props.rows[index()]}>
      {(row) => (
        <section class={css['preview-rows']} aria-label="First rows">
          <div class={css['preview-steps']}>
            <button type="button" disabled={index() === 0} onClick={() => go(-1)}>
              Previous
            </button>
            <span role="status">
              Row {row().line}, {index() + 1} of {props.rows.length}
            </span>
            <button type="button" disabled={index() === last()} onClick={() => go(1)}>
              Next
            </button>
            <span class="faint">
              <kbd>[</kbd> <kbd>]</kbd>
            </span>
          </div>
          <div class={css['preview-pair']}>
            <Code title="Row" code={JSON.stringify(row().row, null, 2)} height="28rem" />
            <div class={css['preview-traces']} data-testid="preview-traces">
              <Show when={row().problem}>
                {(problem) => <p class="field-error">Refused: {problem()}</p>}
              </Show>
              <For each={row().traces}>{(trace) => <PreviewTrace trace={trace} />}</For>
            </div>
          </div>
        </section>
      )}
    </Show>
  );
}
