import { For } from 'solid-js';
import { FIELDS } from '../../../server/manifests/fields.ts';
import { RUN_GROUPS } from './runGroup.ts';

/** What runs of the list stand together by. */
export function GroupBy(props: { group: string | null; choose: (group: string | null) => void }) {
  return (
    <select
      class="select-input"
      aria-label="Group by"
      onChange={(event) => props.choose(event.currentTarget.value || null)}
    >
      <option value="" selected={props.group === null}>
        No groups
      </option>
      <For each={Object.entries(RUN_GROUPS)}>
        {([value, { name }]) => (
          <option value={value} selected={props.group === value}>
            By {name.toLowerCase()}
          </option>
        )}
      </For>
      <optgroup label="By setting">
        <For each={FIELDS}>
          {({ at, label }) => (
            <option value={at} selected={props.group === at}>
              {label}
            </option>
          )}
        </For>
      </optgroup>
    </select>
  );
}
