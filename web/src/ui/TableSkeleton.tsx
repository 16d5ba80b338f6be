import { For } from 'solid-js';
import { Skeleton } from './Skeleton.tsx';
import './table.css';

const WIDTHS = ['38%', '46%', '31%', '42%'];

/** The place of a table that is on its way. */
export function TableSkeleton(props: { rows: number }) {
  return (
    <table class="table" aria-busy="true" aria-label="Loading">
      <tbody>
        <For each={Array.from({ length: props.rows })}>
          {(_row, index) => (
            <tr>
              <td>
                <Skeleton width={WIDTHS[index() % WIDTHS.length] ?? '40%'} />
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
