import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { DatasetFactsFragment } from '../../graphql/generated/graphql.ts';
import { Code } from '../../ui/Code.tsx';
import { Digest } from '../../ui/Digest.tsx';
import { numberText } from '../../ui/format/number.ts';
import { Snippet } from '../../ui/Snippet.tsx';
import { searchOf } from '../form/searchOf.ts';
import css from './DatasetFacts.module.css';

graphql(`
  fragment DatasetFacts on Dataset {
    id
    key
    digest
    sftSha256
    schemaVersion
    limit
    strategy
    seed
    stratifyBy
    kind
    pairing
    duplicates
    split
    fromParent
    filter
    provenance
    sessionId
    trainingRunId
  }
`);

/** What identifies a dataset, and how it was chosen. */
export function DatasetFacts(props: { dataset: DatasetFactsFragment }) {
  const hasFilter = () => Object.keys(Object(props.dataset.filter)).length > 0;
  const rows = () => (props.dataset.kind === 'PAIRS' ? 'pairs' : 'traces');
  return (
    <section class="page-part" aria-labelledby="facts-title">
      <h2 id="facts-title">Identity</h2>
      <dl class={css['dataset-facts']}>
        <dt>Digest</dt>
        <dd data-testid="digest">
          <Digest value={props.dataset.digest} length={24} />
        </dd>
        <dt>SHA-256 of the tunix_sft file</dt>
        <dd>
          <Digest value={props.dataset.sftSha256} length={24} />
        </dd>
        <dt>Build id</dt>
        <dd>
          <code>{props.dataset.id}</code>
        </dd>
        <dt>At most</dt>
        <dd>
          {numberText(props.dataset.limit)} {props.dataset.kind === 'PAIRS' ? 'pairs' : 'traces'}
        </dd>
        <Rule name="Pairs by" value={props.dataset.pairing} />
        <Rule name="Repetitions left out" value={props.dataset.duplicates} />
        <Rule name="Sides by" value={props.dataset.split} />
        <Show when={props.dataset.sessionId}>
          <dt>Session</dt>
          <dd>{props.dataset.sessionId}</dd>
        </Show>
        <Show when={props.dataset.trainingRunId}>
          <dt>Training run</dt>
          <dd>{props.dataset.trainingRunId}</dd>
        </Show>
      </dl>
      <details>
        <summary>Compute the digest yourself</summary>
        <Snippet
          title={`From the download called ${rows()}`}
          code={`jq -cS . ${props.dataset.key}-${rows()}.jsonl | sha256sum`}
        />
      </details>
      <Show
        when={hasFilter()}
        fallback={<p class="faint">No filter: all traces were candidates.</p>}
      >
        <Code
          height="16rem"
          title="Filter"
          code={JSON.stringify(props.dataset.filter, null, 2)}
          action={<A href={`/traces${searchOf(props.dataset).filter}`}>What it matches now</A>}
        />
      </Show>
      <details>
        <summary>Provenance</summary>
        <Code
          height="16rem"
          title="JSON"
          code={JSON.stringify(props.dataset.provenance, null, 2)}
        />
      </details>
      <A class={css['dataset-again']} href={`/datasets/new${searchOf(props.dataset).builder}`}>
        Build another one like it
      </A>
    </section>
  );
}

function Rule(props: { name: string; value: unknown }) {
  return (
    <Show when={props.value}>
      <dt>{props.name}</dt>
      <dd>
        <code>{JSON.stringify(props.value)}</code>
      </dd>
    </Show>
  );
}
