import { createEffect, createSignal, on, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { integerIn } from '../address/integerIn.ts';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { JudgedReviewFragment } from '../graphql/generated/graphql.ts';
import { Problem } from '../graphql/Problem.tsx';
import { createKeys } from '../shell/keys/keys.ts';
import { Alert } from '../ui/Alert.tsx';
import { numberText } from '../ui/format/number.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { createVerdicts } from './createVerdicts.ts';
import { ItemText } from './ItemText.tsx';
import css from './Judging.module.css';
import { type Said, Verdict } from './Verdict.tsx';

const ItemDocument = graphql(`
  query ReviewItem($id: ID!, $position: Int!, $reviewer: String!) {
    review(id: $id) {
      id
      item(position: $position, reviewer: $reviewer) {
        position
        step
        previous
        next
        traces {
          ...ReviewedTrace
        }
        verdict {
          isSkipped
          option
          label
          explanation
        }
      }
    }
  }
`);

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** One item, and what its reviewer says of it. */
export function Item(props: {
  review: JudgedReviewFragment;
  reviewer: string;
  position: number;
  /** The first item that is left to judge. */
  left: number | null;
  go: (position: number | null) => void;
}) {
  const query = createFreshQuery({
    query: ItemDocument,
    variables: () => ({
      id: props.review.id,
      position: props.position,
      reviewer: props.reviewer,
    }),
  });
  // What was read last may still be of the item before.
  const item = () => {
    const read = query.data()?.review?.item;
    return read?.position === props.position ? read : undefined;
  };
  const isGone = () => query.data()?.review?.item === null;
  const verdicts = createVerdicts({ reviewId: props.review.id, reviewer: props.reviewer });
  const [said, say] = createStore<Said>({ option: null, score: '', explanation: '' });
  const [isTried, setTried] = createSignal(false);
  let why: HTMLTextAreaElement | undefined;
  let choices: HTMLFieldSetElement | undefined;

  createEffect(
    on(
      () => item()?.position,
      () => {
        setTried(false);
        const { option = null, label, explanation } = item()?.verdict ?? {};
        say({
          option,
          score: option === null ? (label ?? '') : '',
          explanation: explanation ?? '',
        });
      },
    ),
  );

  const verdict = () => {
    const { range, options } = props.review;
    if (range) return { score: integerIn(said.score, range) };
    return { option: said.option !== null && options[said.option] ? said.option : undefined };
  };
  const isSaid = () => Object.values(verdict()).some((value) => value !== undefined);
  const goOn = () => props.go(item()?.next ?? props.left);
  const save = async () => {
    if (!item()) return;
    setTried(true);
    if (!isSaid()) return;
    const { position } = props;
    const { explanation } = said;
    const kept = await verdicts.judge({ position, ...verdict(), explanation: explanation || null });
    if (!kept) return;
    why?.blur();
    goOn();
  };
  const skip = async () => {
    if (item() && (await verdicts.skip(props.position))) goOn();
  };
  const undo = async () => {
    const position = await verdicts.undo();
    if (position !== undefined) props.go(position);
  };
  const move = (to: number | null | undefined) => to != null && props.go(to);
  const choose = (option: number) => {
    if (!item() || !props.review.options[option]) return;
    say({ option });
    // So that Enter saves, wherever the focus was.
    choices?.querySelectorAll('button')[option]?.focus({ preventScroll: true });
  };
  createKeys({
    ...Object.fromEntries(DIGITS.map((digit, option) => [digit, () => choose(option)])),
    Enter: save,
    ArrowRight: () => move(item()?.next),
    ArrowLeft: () => move(item()?.previous),
    u: undo,
    s: skip,
    w: () => why?.focus(),
  });

  const refusal = () => {
    const failure = verdicts.failure();
    if (failure) return failureText(failure);
    if (!isTried() || isSaid()) return undefined;
    const { range } = props.review;
    return range
      ? `Write a number from ${range.min} to ${range.max} first.`
      : 'Choose a verdict first, by its digit.';
  };
  return (
    <>
      <Problem failure={query.failure()} retry={query.refetch} />
      <Show when={isGone()}>
        <p role="status">
          This item is gone: its trace was deleted.{' '}
          <button type="button" onClick={() => props.go(null)}>
            Go on where I was
          </button>
        </p>
      </Show>
      <Show
        when={query.data()?.review?.item}
        fallback={<Show when={!isGone()}>{<Skeleton width="40ch" />}</Show>}
      >
        {(shown) => (
          <div
            class={css['judging-item']}
            data-testid="review-item"
            aria-busy={item() === undefined}
          >
            <div class={css['judging-head']}>
              <h2>
                Item {numberText(shown().position + 1)}
                <Show when={shown().step !== null}>: step {shown().step}</Show>
              </h2>
              <span class="faint" role="status">
                {stateText(shown().verdict)}
              </span>
            </div>
            <ItemText traces={shown().traces} step={shown().step ?? null} />
            <div class={css['judging-verdict']}>
              <Verdict
                options={props.review.options}
                range={props.review.range ?? null}
                said={said}
                say={say}
                save={save}
                ref={({ options = choices, explanation = why }) => {
                  choices = options;
                  why = explanation;
                }}
              />
              <Alert text={refusal()} />
              <div class={css['judging-actions']}>
                <button
                  type="button"
                  data-look="primary"
                  disabled={verdicts.isPending()}
                  onClick={save}
                >
                  Save and go on <kbd>Enter</kbd>
                </button>
                <button type="button" disabled={verdicts.isPending()} onClick={skip}>
                  Skip <kbd>s</kbd>
                </button>
                <button type="button" disabled={verdicts.isPending()} onClick={undo}>
                  Undo <kbd>u</kbd>
                </button>
                <button
                  type="button"
                  aria-label="The item before"
                  disabled={shown().previous === null}
                  onClick={() => move(shown().previous)}
                >
                  <kbd>←</kbd>
                </button>
                <button
                  type="button"
                  aria-label="The item after"
                  disabled={shown().next === null}
                  onClick={() => move(shown().next)}
                >
                  <kbd>→</kbd>
                </button>
              </div>
              <p class="faint">
                Digits choose, <kbd>w</kbd> says why, <kbd>?</kbd> lists all keys.
              </p>
            </div>
          </div>
        )}
      </Show>
    </>
  );
}

function stateText(verdict: { isSkipped: boolean; label?: string | null } | null | undefined) {
  if (!verdict) return 'not judged yet';
  return verdict.isSkipped ? 'skipped' : `you said ${verdict.label}`;
}
