import { Show } from 'solid-js';
import { integer } from '../address/codec.ts';
import { createAddressValue } from '../address/createAddressValue.ts';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { JudgedReviewFragment } from '../graphql/generated/graphql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Done } from './Done.tsx';
import { Item } from './Item.tsx';
import css from './Judging.module.css';
import { Progress } from './Progress.tsx';

graphql(`
  fragment JudgedReview on Review {
    id
    itemCount
    options {
      label
    }
    range {
      min
      max
    }
  }
`);

const PlaceDocument = graphql(`
  query ReviewPlace($id: ID!, $reviewer: String!) {
    review(id: $id) {
      ...ReviewPlace
    }
  }
`);

// As many as a review can have; in the address the first item is 1, and none is where the reviewer goes on.
const ITEM = integer({ min: 1, max: 10_000 }, 0);

/** The items of a review one after the other, for one who has keys and nothing else. */
export function Judging(props: { review: JudgedReviewFragment; reviewer: string }) {
  const place = createFreshQuery({
    query: PlaceDocument,
    variables: () => ({ id: props.review.id, reviewer: props.reviewer }),
  });
  const [number, setNumber] = createAddressValue('item', ITEM);
  const next = () => place.data()?.review?.next ?? null;
  const position = () => (number() > 0 ? number() - 1 : next());
  const go = (to: number | null) => setNumber(to === null ? 0 : to + 1);
  const progress = () =>
    place.data()?.review?.reviewers.find(({ reviewer }) => reviewer === props.reviewer);
  return (
    <Loaded query={place} skeleton={<Skeleton width="40ch" />}>
      {() => (
        <section class={css['judging']} aria-label="Judging">
          <Progress itemCount={props.review.itemCount} progress={progress()} />
          <Show
            when={position() !== null}
            fallback={<Done reviewId={props.review.id} reviewer={props.reviewer} go={go} />}
          >
            <Item
              review={props.review}
              reviewer={props.reviewer}
              position={position() ?? 0}
              left={next()}
              go={go}
            />
          </Show>
        </section>
      )}
    </Loaded>
  );
}
