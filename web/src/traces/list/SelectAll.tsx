import { createEffect } from 'solid-js';
import type { RowSelection } from './selection.ts';

/** Takes all rows that were read in or out at once. */
export function SelectAll(props: { ids: string[]; isAll: boolean; selection: RowSelection }) {
  return (
    <input
      type="checkbox"
      aria-label="Select all rows that were read"
      checked={props.isAll}
      ref={(box) =>
        createEffect(() => {
          box.indeterminate = !props.isAll && !props.selection.isEmpty();
        })
      }
      onChange={(event) => {
        if (event.currentTarget.checked) props.selection.choose(props.ids);
        else props.selection.clear();
      }}
    />
  );
}
