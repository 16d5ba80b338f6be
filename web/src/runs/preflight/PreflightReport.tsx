import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { ADDRESSES, writeAddress } from '../../../../server/addresses.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { CheckStatus, PreflightReportFragment } from '../../graphql/generated/graphql.ts';
import { countText, numberText } from '../../ui/format/number.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Prose } from '../../ui/Prose.tsx';
import css from './PreflightReport.module.css';

graphql(`
  fragment PreflightReport on Preflight {
    passed
    rowCount
    droppedCount
    stepsPerEpoch
    totalSteps
    sequences
    fill
    packedFill
    isExact
    checks {
      name
      status
      message
    }
    droppedRows {
      row
      traceId
      reason
      detail
    }
  }
`);

const LOOKS = {
  PASS: { word: 'Pass', icon: 'check' },
  WARN: { word: 'Warning', icon: 'alert' },
  FAIL: { word: 'Fail', icon: 'cross' },
  INFO: { word: 'Note', icon: 'dash' },
} as const satisfies Record<CheckStatus, object>;

const REASONS: Record<string, string> = {
  too_long: 'Too long',
  forged_turn: 'Forged turn',
};

/** What a dry run found, check by check, with the rows that training would drop. */
export function PreflightReport(props: { preflight: PreflightReportFragment; runId: string }) {
  const preflight = () => props.preflight;
  return (
    <div class={css['preflight']}>
      <p class={css['preflight-verdict']} data-passed={preflight().passed}>
        <strong>{preflight().passed ? 'Training would work.' : 'Training would not work.'}</strong>{' '}
        {numberText(preflight().totalSteps)} steps, {numberText(preflight().stepsPerEpoch)} an
        epoch, on {numberText(preflight().rowCount - preflight().droppedCount)} of{' '}
        {numberText(preflight().rowCount)} rows
        <Show when={preflight().sequences}>
          {(count) => <> in {numberText(count())} sequences</>}
        </Show>
        <Show when={preflight().fill}>
          {(fill) => (
            <>
              , {preflight().isExact ? '' : 'about '}
              {Math.round(100 * fill())} % of what is computed real
            </>
          )}
        </Show>
        .
        <Show when={preflight().checks.filter(({ status }) => status === 'WARN').length}>
          {(count) => <> {countText(count(), 'warning')} below.</>}
        </Show>
      </p>
      <Show when={preflight().packedFill}>
        {(fill) => (
          <p>
            Packing rows would make that {Math.round(100 * fill())} %.{' '}
            <A class="button" href={`/manifests/new?from=${props.runId}&packing=true`}>
              Pack rows
            </A>
          </p>
        )}
      </Show>
      <ul class={css['preflight-checks']}>
        <For each={preflight().checks}>
          {(check) => (
            <li data-status={check.status} data-testid={`check:${check.name}`}>
              <Icon name={LOOKS[check.status].icon} />
              <span class={css['preflight-word']}>{LOOKS[check.status].word}</span>
              <span class={css['preflight-name']}>{check.name}</span>
              <Prose text={check.message} />
            </li>
          )}
        </For>
      </ul>
      <Show when={preflight().droppedCount > 0}>
        <details class={css['preflight-dropped']} open={preflight().droppedCount <= 10}>
          <summary>{countText(preflight().droppedCount, 'row')} would be dropped</summary>
          <ol>
            <For each={preflight().droppedRows}>
              {(row) => (
                <li>
                  <A href={`/traces/${row.traceId}`}>Row {numberText(row.row)}</A>
                  <span>{REASONS[row.reason] ?? row.reason}</span>
                  <span>{row.detail}</span>
                </li>
              )}
            </For>
          </ol>
          <p>
            <Show when={preflight().droppedCount > preflight().droppedRows.length}>
              These are the first {numberText(preflight().droppedRows.length)}.{' '}
            </Show>
            <a
              href={writeAddress(ADDRESSES.runDropped, { id: props.runId })}
              rel="external"
              download=""
            >
              Download all {numberText(preflight().droppedCount)} as JSON Lines
            </a>
          </p>
        </details>
      </Show>
    </div>
  );
}
