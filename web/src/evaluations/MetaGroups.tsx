import { For } from 'solid-js';
import { IntervalDot } from '../ui/chart/IntervalDot.tsx';
import { axisOf } from '../ui/chart/interval.ts';
import { numberText } from '../ui/format/number.ts';
import { shareText } from '../ui/format/share.ts';
import type { GroupOfRows } from './rows/groupOfRows.ts';
import { intervalOf } from './subject.ts';
import '../ui/table.css';

/** The accuracy by each value of the questions' fields. */
export function MetaGroups(props: { groups: GroupOfRows[] }) {
  const axis = () => axisOf(props.groups.map(({ accuracy }) => intervalOf(accuracy)));
  return (
    <div class="table-scroll">
      <table class="table" data-testid="meta-groups">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col" class="table-number">
              n
            </th>
            <th scope="col" class="table-number">
              Accuracy
            </th>
            <th scope="col">
              <span class="visually-hidden">Interval</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.groups}>
            {(group) => (
              <tr>
                <th scope="row">
                  {group.path} = {group.value}
                </th>
                <td class="table-number">{numberText(group.rows)}</td>
                <td class="table-number">
                  {shareText(group.accuracy.value, intervalOf(group.accuracy))}
                </td>
                <td>
                  <IntervalDot
                    label={`${group.path} = ${group.value}: ${shareText(group.accuracy.value)}`}
                    value={group.accuracy.value}
                    interval={intervalOf(group.accuracy)}
                    axis={axis()}
                  />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
