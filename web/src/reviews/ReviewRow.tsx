import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { ReviewRowFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';
import { Time } from '../ui/Time.tsx';
import { KIND_WORDS } from './words.ts';

graphql(`
  fragment ReviewRow on Review {
    id
    name
    kind
    criteria
    createdAt
    itemCount
    reviewers {
      reviewer
      judgedCount
      skippedCount
    }
  }
`);

/** A review in a line, with how far each reviewer has come. */
export function ReviewRow(props: { review: ReviewRowFragment }) {
  return (
    <tr data-testid="review">
      <th scope="row">
        <A href={`/reviews/${props.review.id}`}>{props.review.name}</A>
      </th>
      <td>{props.review.criteria}</td>
      <td class="table-number">
        {numberText(props.review.itemCount)} {KIND_WORDS[props.review.kind]}
      </td>
      <td>
        <Show
          when={props.review.reviewers.length > 0}
          fallback={<span class="faint">nobody yet</span>}
        >
          <ul>
            <For each={props.review.reviewers}>
              {(each) => (
                <li>
                  {each.reviewer} {numberText(each.judgedCount)}
                  <Show when={each.skippedCount > 0}>
                    <span class="faint">, {numberText(each.skippedCount)} skipped</span>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </td>
      <td class="table-optional">
        <Time at={props.review.createdAt} />
      </td>
    </tr>
  );
}
