import { A, useNavigate } from '@solidjs/router';
import { createMemo, Show } from 'solid-js';
import { createUrlForm } from '../../address/createUrlForm.ts';
import { createSubmission } from '../../graphql/createSubmission.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import {
  DEFAULT_REVIEW_FORM,
  inputOf,
  problemsOf,
  type ReviewForm,
  reviewFieldAt,
} from '../../reviews/form.ts';
import { ReviewFields } from '../../reviews/ReviewFields.tsx';
import { Chips } from '../../traces/filter/Chips.tsx';
import { createListAddress } from '../../traces/filter/createListAddress.ts';
import { addressOf } from '../../traces/filter/listQuery.ts';
import { filterQueryOf } from '../../traces/filter/traceFilter.ts';
import { Alert } from '../../ui/Alert.tsx';
import { TriedContext } from '../../ui/Field.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import css from './NewReview.module.css';

const CreateReviewDocument = graphql(`
  mutation CreateReview($input: CreateReviewInput!) {
    outcome: createReview(input: $input) {
      __typename
      ... on Review {
        id
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Makes a review of the traces that a filter in the address passes. */
export function NewReview() {
  const [form, setForm] = createUrlForm(DEFAULT_REVIEW_FORM);
  const navigate = useNavigate();
  const address = createListAddress();
  const filter = () => filterQueryOf(address.query());
  const making = createSubmission<keyof ReviewForm>({
    values: form,
    ownProblems: createMemo(() => problemsOf(form)),
    fieldAt: reviewFieldAt,
    fieldByRefusal: {},
  });
  const make = async () => {
    const review = await making.send(CreateReviewDocument, { input: inputOf(form) });
    if (review) navigate(`/reviews/${review.id}`);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (making.isSound()) make();
  };
  return (
    <form class="page" ref={making.ref} onSubmit={submit} noValidate>
      <PageHeader title="New review" above={[{ href: '/reviews', name: 'Reviews' }]}>
        Its items and their order are frozen when it is made.
      </PageHeader>
      <section class="page-part" aria-labelledby="candidates-title">
        <h2 id="candidates-title">Which traces</h2>
        <Chips address={address} />
        <p>
          <Show when={filter().size > 0} fallback="All traces that there are now. ">
            Those that match all of this now.{' '}
          </Show>
          <A href={addressOf('/traces', filter())}>See and filter them</A>, then choose Review.
        </p>
      </section>
      <TriedContext.Provider value={making.isTried}>
        <ReviewFields form={form} setForm={setForm} problems={making.problems()} />
      </TriedContext.Provider>
      <div class={css['review-make']}>
        <Problem failure={making.unanswered()} retry={make} />
        <Alert text={making.otherProblem()} />
        <button type="submit" data-look="primary" disabled={making.isPending()}>
          {making.isPending() ? 'Making…' : 'Make the review'}
        </button>
        <Show when={making.isTried() && !making.isReady()}>
          <span class="field-error">Not yet: the fields marked above need another value.</span>
        </Show>
      </div>
    </form>
  );
}
