import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { ImportFactsFragment } from '../graphql/generated/graphql.ts';
import { Code } from '../ui/Code.tsx';
import { Digest } from '../ui/Digest.tsx';
import { numberText } from '../ui/format/number.ts';
import { Time } from '../ui/Time.tsx';
import css from './ImportFacts.module.css';

graphql(`
  fragment ImportFacts on Import {
    id
    source
    contentHash
    format
    splitting
    mapping
    isAtomic
    keepsDuplicates
    accepted
    skipped
    rejected
    scoreCount
    lastRow
    startedAt
    endedAt
    traceCount
  }
`);

/** What came of an import, and what was said of how to read it. */
export function ImportFacts(props: { import: ImportFactsFragment }) {
  const counts = () =>
    [
      ['Traces stored', props.import.accepted],
      ['Still there', props.import.traceCount],
      ['There before', props.import.skipped],
      ['Rows refused', props.import.rejected],
      ['Scores stored', props.import.scoreCount],
      ['Last row stored', props.import.lastRow],
    ] as const;
  return (
    <div class={css['import-facts']}>
      <dl>
        <For each={counts()}>
          {([name, count]) => (
            <>
              <dt>{name}</dt>
              <dd>{numberText(count)}</dd>
            </>
          )}
        </For>
      </dl>
      <dl>
        <dt>Began</dt>
        <dd>
          <Time at={props.import.startedAt} />
        </dd>
        <dt>Came by</dt>
        <dd>{SOURCES[props.import.source]}</dd>
        <dt>Read as</dt>
        <dd>{props.import.format ?? 'tunix-rt'}</dd>
        <Show when={props.import.splitting}>
          {(splitting) => (
            <>
              <dt>Reasoning split</dt>
              <dd>{splitting()}</dd>
            </>
          )}
        </Show>
        <dt>Rows stored</dt>
        <dd>
          {props.import.isAtomic ? 'all or none' : 'those that are good'},{' '}
          {props.import.keepsDuplicates ? 'also twice' : 'each content once'}
        </dd>
        <Show when={props.import.contentHash}>
          {(hash) => (
            <>
              <dt>SHA-256</dt>
              <dd>
                <Digest value={hash()} />
              </dd>
            </>
          )}
        </Show>
      </dl>
      <Show when={props.import.mapping}>
        {(mapping) => <Code title="Mapping" code={JSON.stringify(mapping(), null, 2)} />}
      </Show>
    </div>
  );
}

const SOURCES = { HTTP: 'a file over HTTP', GRAPHQL: 'importTraces', UNGAR: 'UNGAR' } as const;
