import { createSignal, Show } from 'solid-js';
import { createMutation } from '../../../../graphql/createMutation.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import { Field } from '../../../../ui/Field.tsx';
import { FailureText } from '../FailureText.tsx';
import css from '../Panel.module.css';
import { type UngarGames, UngarResults } from './UngarResults.tsx';

const GenerateUngarTracesDocument = graphql(`
  mutation GenerateUngarTraces($input: GenerateUngarTracesInput!) {
    outcome: generateUngarTraces(input: $input) {
      __typename
      ... on GenerateUngarTracesPayload {
        traceIds
        preview {
          traceId
          game
          result
          myCard
        }
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

/** How many games to play, and from which seed. */
export function UngarGenerator() {
  const generation = createMutation();
  const [count, setCount] = createSignal('5');
  const [seed, setSeed] = createSignal('42');
  const [misread, setMisread] = createSignal<string>();
  const [games, setGames] = createSignal<UngarGames>();
  const countProblem = () => {
    const value = Number(count());
    const isSound = Number.isInteger(value) && value >= 1 && value <= 100;
    return isSound ? undefined : `Count must be between 1 and 100, got ${count() || 'nothing'}`;
  };
  const failure = () => {
    const message = misread();
    return message ? { message, issues: [] } : generation.failure();
  };
  const seedProblem = () =>
    Number.isInteger(Number(seed())) ? undefined : `Expected a whole number, got ${seed()}`;

  const generate = async (event: SubmitEvent) => {
    event.preventDefault();
    generation.forget();
    setGames(undefined);
    setMisread(countProblem() ?? seedProblem());
    if (misread()) return;
    const input = {
      count: Number(count()),
      persist: true,
      ...(seed().trim() && { seed: Number(seed()) }),
    };
    setGames(await generation.mutate(GenerateUngarTracesDocument, { input }));
  };
  return (
    <>
      <form class={css['panel-form']} data-testid="ungar:generator" novalidate onSubmit={generate}>
        <div class={css['panel-fields']}>
          <Field label="Trace Count (1-100)" id="ungar-count" error={countProblem()}>
            {(control) => (
              <input
                {...control}
                data-testid="ungar:generate-count"
                type="number"
                min="1"
                max="100"
                value={count()}
                onInput={(event) => setCount(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field
            label="Random Seed (optional)"
            id="ungar-seed"
            hint="The same seed deals the same cards"
            error={seedProblem()}
          >
            {(control) => (
              <input
                {...control}
                data-testid="ungar:generate-seed"
                type="number"
                placeholder="42"
                value={seed()}
                onInput={(event) => setSeed(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <div class={css['panel-actions']}>
          <button
            type="submit"
            data-testid="ungar:generate-btn"
            data-look="primary"
            disabled={generation.isPending()}
          >
            {generation.isPending() ? 'Playing…' : 'Generate High Card Duel Traces'}
          </button>
        </div>
      </form>
      <FailureText testId="ungar:error" what="Generation failed" failure={failure()} />
      <Show when={games()}>{(games) => <UngarResults games={games()} />}</Show>
    </>
  );
}
