import { createEffect } from 'solid-js';
import type { RunSelection } from './createRunSelection.ts';

/** Takes all runs of the page in or out at once. */
export function SelectPage(props: { rows: string[]; selection: RunSelection }) {
  return (
    <input
      type="checkbox"
      aria-label="Select all runs of this page"
      checked={props.selection.isPageSelected()}
      ref={(box) =>
        createEffect(() => {
          box.indeterminate =
            !props.selection.isPageSelected() && props.rows.some(props.selection.has);
        })
      }
      onChange={(event) => props.selection.put(props.rows, event.currentTarget.checked)}
    />
  );
}
