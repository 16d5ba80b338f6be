import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { countText, numberText } from '../ui/format/number.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Imports.module.css';
import { type Import, imports } from './imports.ts';
import { RefusedRows } from './RefusedRows.tsx';

/** What is being imported, and what became of what was. */
export function Imports() {
  return (
    <Show when={imports.list.length > 0}>
      <ul class={css['imports']} aria-label="Imports">
        <For each={imports.list}>{(each) => <ImportRow import={each} />}</For>
      </ul>
    </Show>
  );
}

function ImportRow(props: { import: Import }) {
  const isOpen = () => props.import.status === 'waiting' || props.import.status === 'sending';
  return (
    <li class={css['import']} data-tone={toneOf(props.import)} data-testid="import">
      <Icon name={ICONS[toneOf(props.import)]} />
      <p class={css['import-name']} title={`${numberText(props.import.bytes)} bytes`}>
        <bdi>{props.import.name}</bdi>
      </p>
      <p class={css['import-outcome']} role="status">
        {outcomeOf(props.import)}
      </p>
      <Show
        when={isOpen()}
        fallback={
          <button type="button" data-look="link" onClick={() => imports.dismiss(props.import.id)}>
            Dismiss
          </button>
        }
      >
        <button type="button" onClick={() => imports.stop(props.import.id)}>
          Stop
        </button>
      </Show>
      <Show when={props.import.status === 'sending'}>
        <progress value={props.import.share} max={1} aria-label={`Sending ${props.import.name}`} />
      </Show>
      <Show when={props.import.report}>
        {(report) => (
          <>
            <Show when={report().rejected > 0}>
              <div class={css['import-wide']}>
                <RefusedRows
                  errors={report().errors}
                  count={report().rejected}
                  name={props.import.name}
                />
              </div>
            </Show>
            <p class={css['import-links']}>
              <A href={`/imports/${report().import}`}>Open the import</A>
              <Show when={report().accepted > 0}>
                <A href={`/traces?import=${report().import}`}>Open its traces</A>
              </Show>
              <Show when={report().importedBefore}>
                {(earlier) => (
                  <A href={`/imports/${earlier().id}`}>Imported before, as {earlier().name}</A>
                )}
              </Show>
            </p>
          </>
        )}
      </Show>
    </li>
  );
}

const ICONS = { active: 'arc', good: 'check', warn: 'alert', bad: 'cross' } as const;

function toneOf({ status, report }: Import): keyof typeof ICONS {
  if (status === 'failed') return 'bad';
  if (!report) return 'active';
  if (report.rejected === 0) return 'good';
  return report.accepted + report.skipped > 0 ? 'warn' : 'bad';
}

function outcomeOf({ status, report, problem, share, isAtomic }: Import): string {
  if (problem) return problem;
  if (status === 'waiting') return 'Waits for the one before.';
  // All was sent, but the server still reads and stores.
  if (!report)
    return share < 1 ? `${Math.floor(100 * share)} % sent` : 'Sent. The server stores it.';
  const { accepted, skipped, rejected, scores, format } = report;
  if (accepted + skipped + rejected === 0) return 'Nothing stored: there is no trace in it.';
  const refused = `${countText(rejected, 'row')} ${rejected === 1 ? 'was' : 'were'} refused`;
  if (isAtomic && rejected > 0) return `Nothing stored, as you asked: ${refused}.`;
  const stored = `${countText(accepted, 'trace')} stored`;
  const known = `${numberText(skipped)} ${skipped === 1 ? 'was' : 'were'} there already`;
  const scored = `${countText(scores, 'score')} stored`;
  const read = format === undefined ? '' : ` Read as ${format}.`;
  return `${[stored, ...(skipped > 0 ? [known] : []), ...(scores > 0 ? [scored] : []), ...(rejected > 0 ? [refused] : [])].join(', ')}.${read}`;
}
