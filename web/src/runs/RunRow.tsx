import { A } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { isFinal } from '../../../server/runs/status.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunRowFragment } from '../graphql/generated/graphql.ts';
import { useNow } from '../ui/clock.tsx';
import { durationText } from '../ui/format/duration.ts';
import { numberText } from '../ui/format/number.ts';
import { Time } from '../ui/Time.tsx';
import { type MenuChoice, RunMenu } from './RunMenu.tsx';
import { RunProgress } from './RunProgress.tsx';
import css from './RunRow.module.css';
import { RunStatus } from './RunStatus.tsx';
import { elapsedSeconds, hasFailed, MODES, shortId } from './runFacts.ts';

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
      <th scope="row">
        <A href={`/runs/${props.run.id}`}>
          {MODES[props.run.mode]} <code>{shortId(props.run.id)}</code>
        </A>
        <span class={css['runs-subject']}>
          <code>{props.run.datasetKey}</code> → <code>{props.run.modelId}</code>
        </span>
      </th>
      <td>
        <RunStatus status={props.run.status} />
      </td>
      <td class="table-optional">
        <code class={css['runs-name']} title={props.run.datasetKey}>
          {props.run.datasetKey}
        </code>
      </td>
      <td class={`table-optional ${css['runs-model']}`}>
        <code class={css['runs-name']} title={props.run.modelId}>
          {props.run.modelId}
        </code>
      </td>
      <td class={`table-optional ${css['runs-losses']}`}>{props.losses}</td>
      <td class={css['runs-progress']}>
        <Show when={isFinal(props.run.status)} fallback={<RunProgress run={props.run} isBrief />}>
          <Show
            when={hasFailed(props.run)}
            fallback={<span title={stepsOf(props.run)}>{durationText(elapsed() ?? 0)}</span>}
          >
            <p dir="auto" title={props.run.message}>
              {props.run.message}
            </p>
          </Show>
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

function stepsOf({ step, plannedSteps }: RunRowFragment): string | undefined {
  return plannedSteps == null
    ? undefined
    : `${numberText(step)} / ${numberText(plannedSteps)} steps`;
}
