import { A } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunRowFragment } from '../graphql/generated/graphql.ts';
import { useNow } from '../ui/clock.tsx';
import { durationText } from '../ui/format/duration.ts';
import { Time } from '../ui/Time.tsx';
import { type MenuChoice, RunMenu } from './RunMenu.tsx';
import { RunProgress } from './RunProgress.tsx';
import css from './RunRow.module.css';
import { RunStatus } from './RunStatus.tsx';
import runsTable from './RunsTable.module.css';
import { elapsedSeconds, MODES, shortId } from './runFacts.ts';

graphql(`
  fragment RunRow on Run {
    id
    status
    mode
    message
    datasetKey
    modelId
    createdAt
    startedAt
    endedAt
    durationSeconds
    ...RunProgress
    ...CancelRun
    ...RunMenu
  }
`);

/** A run of the list. */
export function RunRow(props: {
  run: RunRowFragment;
  losses: JSX.Element;
  isSelected: boolean;
  select: (isSelected: boolean) => void;
  choose: (choice: MenuChoice) => void;
}) {
  const now = useNow();
  const elapsed = () => elapsedSeconds(props.run, now());
  return (
    <tr data-testid="run" data-run={props.run.id}>
      <td>
        <input
          type="checkbox"
          aria-label={`Select run ${shortId(props.run.id)}`}
          checked={props.isSelected}
          onChange={(event) => props.select(event.currentTarget.checked)}
        />
      </td>
      <td>
        <RunStatus status={props.run.status} />
      </td>
      <th scope="row">
        <A href={`/runs/${props.run.id}`}>
          {MODES[props.run.mode]} <code>{shortId(props.run.id)}</code>
        </A>
        <div class={css['runs-subject']}>
          <code title="Dataset">{props.run.datasetKey}</code>
          <span aria-hidden="true">→</span>
          <code title="Model">{props.run.modelId}</code>
        </div>
        <p class={css['runs-message']} dir="auto" title={props.run.message}>
          {props.run.message}
        </p>
      </th>
      <td class="table-optional">{props.losses}</td>
      <td class={runsTable['runs-progress']}>
        <RunProgress run={props.run} />
      </td>
      <td class="table-number table-optional">
        <Show when={elapsed() !== undefined} fallback={<span class="faint">–</span>}>
          {durationText(elapsed() ?? 0)}
        </Show>
      </td>
      <td class="table-optional">
        <Time at={props.run.createdAt} />
      </td>
      <td class="table-number">
        <RunMenu run={props.run} choose={(choice) => props.choose(choice)} />
      </td>
    </tr>
  );
}
