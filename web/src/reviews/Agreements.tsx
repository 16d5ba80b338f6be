import { For, Show } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ReviewAgreementFragment } from '../graphql/generated/graphql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { numberText } from '../ui/format/number.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import css from './Agreements.module.css';
import '../ui/table.css';

const AgreementsDocument = graphql(`
  query Agreements($id: ID!) {
    review(id: $id) {
      id
      agreements {
        ...ReviewAgreement
      }
    }
  }

  fragment ReviewAgreement on ReviewAgreement {
    first
    second
    n
    observed
    expected
    kappa
    note
    labels
    table {
      label
      counts
    }
  }
`);

/** How far each two reviewers agree, with the table that tells on what they don't. */
export function Agreements(props: { id: string }) {
  const agreements = createFreshQuery({
    query: AgreementsDocument,
    variables: () => ({ id: props.id }),
  });
  return (
    <section class="page-part" aria-labelledby="agreement-title">
      <h2 id="agreement-title">Agreement</h2>
      <Loaded query={agreements} skeleton={<Skeleton width="20ch" />}>
        {(data) => (
          <Show
            when={data().review?.agreements.length}
            fallback={
              <p class="faint">
                Two reviewers have to judge the same items before their agreement can be told.
              </p>
            }
          >
            <For each={data().review?.agreements}>{(each) => <Pair agreement={each} />}</For>
          </Show>
        )}
      </Loaded>
    </section>
  );
}

function Pair(props: { agreement: ReviewAgreementFragment }) {
  const share = (value: number | null) => (value === null ? '–' : value.toFixed(2));
  return (
    <figure class={css['agreement']} data-testid="agreement">
      <figcaption>
        <strong>
          {props.agreement.first} and {props.agreement.second}
        </strong>
        : Cohen’s κ {share(props.agreement.kappa)}, n {numberText(props.agreement.n)}
        <span class="faint">
          {' '}
          · the same on {share(props.agreement.observed)}, by chance on{' '}
          {share(props.agreement.expected)}
        </span>
        <Show when={props.agreement.note}>{(note) => <p>{note()}.</p>}</Show>
      </figcaption>
      <section class="table-scroll" tabindex="0" aria-label="Confusion table">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">
                {props.agreement.first} ↓ {props.agreement.second} →
              </th>
              <For each={props.agreement.labels}>
                {(label) => (
                  <th scope="col" class="table-number">
                    {labelText(label)}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={props.agreement.table}>
              {(row, index) => (
                <tr>
                  <th scope="row">{labelText(row.label)}</th>
                  <For each={row.counts}>
                    {(count, column) => (
                      <td class="table-number" data-same={index() === column()}>
                        {numberText(count)}
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </figure>
  );
}

const PAIR_WORDS: Record<string, string> = {
  FIRST: 'the first',
  SECOND: 'the second',
  TIE: 'tie',
};

function labelText(label: string): string {
  return PAIR_WORDS[label] ?? label;
}
