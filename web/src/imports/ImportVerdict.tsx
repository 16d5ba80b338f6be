import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import type { ImportPreview } from '../../../server/imports/preview/shape.ts';
import { countText, numberText } from '../ui/format/number.ts';
import { Time } from '../ui/Time.tsx';
import css from './ImportVerdict.module.css';

/** What a file is, by what that was seen, and what its first rows come to. */
export function ImportVerdict(props: {
  preview: ImportPreview;
  isOld: boolean;
  choose: (format: string) => void;
  mapByHand: () => void;
}) {
  return (
    <div class={css['verdict']} aria-busy={props.isOld} data-testid="verdict">
      <p>
        <Show
          when={props.preview.format}
          fallback={
            <>
              <strong>No known format.</strong>{' '}
              <button type="button" data-look="link" onClick={() => props.mapByHand()}>
                Map its fields by hand
              </button>
            </>
          }
        >
          {(format) => (
            <>
              {container(props.preview)}, read as <strong>{format().label}</strong>
              <Show when={props.preview.decidedBy.length > 0}>
                , by its fields <code>{props.preview.decidedBy.join(', ')}</code>
              </Show>
            </>
          )}
        </Show>
      </p>
      <Show when={props.preview.candidates.length > 0}>
        <p class="faint">
          Could also be{' '}
          <For each={props.preview.candidates}>
            {({ name, label }, index) => (
              <>
                <Show when={index() > 0}>, </Show>
                <button type="button" data-look="link" onClick={() => props.choose(name)}>
                  {label}
                </button>
              </>
            )}
          </For>
        </p>
      </Show>
      <p role="status">
        First {rowsText(props.preview.counts.rows)}:{' '}
        {countText(props.preview.counts.traces, 'trace')}
        <Show when={props.preview.counts.scores > 0}>
          , {numberText(props.preview.counts.scores)} scores
        </Show>
        <Show when={props.preview.counts.stored > 0}>
          , {numberText(props.preview.counts.stored)} of them here already
        </Show>
        , {numberText(props.preview.counts.refused)} refused
      </p>
      <Show when={props.preview.importedBefore}>
        {(earlier) => (
          <p data-testid="imported-before">
            This file was imported <Time at={earlier().startedAt} />, as{' '}
            <A href={`/imports/${earlier().id}`}>{earlier().name}</A>.
          </p>
        )}
      </Show>
      <Show when={props.preview.problem}>
        {(problem) => <p class="field-error">{problem()}</p>}
      </Show>
    </div>
  );
}

const CONTAINERS: Record<string, string> = {
  jsonl: 'JSON Lines',
  json: 'JSON',
  csv: 'CSV',
  tsv: 'TSV',
  parquet: 'Parquet',
};

function container({ container: kind = '', packing }: ImportPreview): string {
  const name = CONTAINERS[kind] ?? 'A file';
  return packing ? `${name} in ${packing}` : name;
}

function rowsText(count: number): string {
  return count === 1 ? 'row' : `${numberText(count)} rows`;
}
