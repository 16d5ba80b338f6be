import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { graphql } from '../../../../graphql/generated/gql.ts';
import type { HistoryRowFragment } from '../../../../graphql/generated/graphql.ts';
import type { Sparkline } from '../../../../metrics/createSparklines.ts';
import { endingOf } from '../../../../metrics/ending.ts';
import { LastValue } from '../../../../metrics/LastValue.tsx';
import { useNow } from '../../../../ui/clock.tsx';
import { Time } from '../../../../ui/Time.tsx';
import { MODE_WORDS, STATUS_WORDS, secondsText } from '../run/runWords.ts';
import history from './History.module.css';
import css from './HistoryRow.module.css';
import { RunDetail } from './RunDetail.tsx';

graphql(`
  fragment HistoryRow on Run {
    id
    status
    mode
    datasetKey
    modelId
    createdAt
    startedAt
    endedAt
    durationSeconds
    ...HistoryDetail
  }
`);

/** A run of the history, and below it what more there is to say of it. */
export function HistoryRow(props: {
  run: HistoryRowFragment;
  losses: Sparkline[] | undefined;
  isPicked: boolean;
  pick: (isPicked: boolean) => void;
  isOpen: boolean;
  toggle: () => void;
}) {
  const now = useNow();
  const id = (part: string) => `tunix:history-${part}-${props.run.id}`;
  const name = () => `run ${props.run.id.slice(-6)}`;
  return (
    <>
      <tr data-testid={id('row')}>
        <td>
          <input
            type="checkbox"
            aria-label={`Compare ${name()}`}
            checked={props.isPicked}
            onChange={(event) => props.pick(event.currentTarget.checked)}
          />
        </td>
        <td>
          <A
            class={css['run-history-status']}
            href={`/runs/${props.run.id}`}
            data-status={props.run.status}
            data-testid={id('status')}
          >
            {STATUS_WORDS[props.run.status]}
          </A>
        </td>
        <td class="table-optional" data-testid={id('mode')}>
          {MODE_WORDS[props.run.mode]}
        </td>
        <td data-testid={id('dataset')}>{props.run.datasetKey}</td>
        <td class="table-optional" data-testid={id('model')}>
          {props.run.modelId}
        </td>
        <td class="table-number" data-testid={id('duration')}>
          {secondsText(props.run, now())}
        </td>
        <td class="table-number table-optional">
          <LossEnd of={props.losses} named="train/loss" />
        </td>
        <td class="table-number table-optional" data-testid={id('score')}>
          <LossEnd of={props.losses} named="eval/loss" />
        </td>
        <td class="table-optional" data-testid={id('started')}>
          <Time at={props.run.startedAt ?? props.run.createdAt} />
        </td>
        <td class="table-number">
          <button
            type="button"
            data-testid={`tunix:view-detail-btn-${props.run.id}`}
            aria-expanded={props.isOpen}
            onClick={() => props.toggle()}
          >
            {props.isOpen ? 'Hide' : 'View'}
            <span class="visually-hidden"> {name()}</span>
          </button>
        </td>
      </tr>
      <Show when={props.isOpen}>
        <tr class={history['run-history-detail']}>
          <td colspan="10">
            <RunDetail run={props.run} />
          </td>
        </tr>
      </Show>
    </>
  );
}

function LossEnd(props: { of: Sparkline[] | undefined; named: string }) {
  const ending = () => {
    const loss = props.of?.find(({ name }) => name === props.named);
    return loss && endingOf(loss);
  };
  return (
    <Show when={ending()} fallback="–">
      {(ending) => <LastValue ending={ending()} />}
    </Show>
  );
}
