import { useClient } from '@urql/solid';
import { createSignal, Show } from 'solid-js';
import { graphql } from '../../../../graphql/generated/gql.ts';
import { Field } from '../../../../ui/Field.tsx';
import { FailureText } from '../FailureText.tsx';
import { errorOf, type Failure, isRefusal, refusalOf } from '../failure.ts';
import { type UngarGames, UngarResults } from './UngarResults.tsx';

const GenerateUngarTracesDocument = graphql(`
  mutation GenerateUngarTraces($input: GenerateUngarTracesInput!) {
    generateUngarTraces(input: $input) {
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
  const client = useClient();
  const [count, setCount] = createSignal('5');
  const [seed, setSeed] = createSignal('42');
  const [isBusy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure>();
  const [games, setGames] = createSignal<UngarGames>();
  const countProblem = () => {
    const value = Number(count());
    const isSound = Number.isInteger(value) && value >= 1 && value <= 100;
    return isSound ? undefined : `Count must be between 1 and 100, got ${count() || 'nothing'}`;
  };
  const seedProblem = () =>
    Number.isInteger(Number(seed())) ? undefined : `Expected a whole number, got ${seed()}`;

  const generate = async (event: SubmitEvent) => {
    event.preventDefault();
    setFailure(undefined);
    setGames(undefined);
    const problem = countProblem() ?? seedProblem();
    if (problem) {
      setFailure({ message: problem, issues: [] });
      return;
    }
    setBusy(true);
    const input = {
      count: Number(count()),
      persist: true,
      ...(seed().trim() && { seed: Number(seed()) }),
    };
    const { data, error } = await client.mutation(GenerateUngarTracesDocument, { input });
    setBusy(false);
    const outcome = data?.generateUngarTraces;
    if (!outcome) setFailure(errorOf(error));
    else if (isRefusal(outcome)) setFailure(refusalOf(outcome));
    else if (outcome.__typename === 'GenerateUngarTracesPayload') setGames(outcome);
  };
  return (
    <>
      <form class="panel-form" data-testid="ungar:generator" novalidate onSubmit={generate}>
        <div class="panel-fields">
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
        <div class="panel-actions">
          <button
            type="submit"
            data-testid="ungar:generate-btn"
            data-look="primary"
            disabled={isBusy()}
          >
            {isBusy() ? 'Playing…' : 'Generate High Card Duel Traces'}
          </button>
        </div>
      </form>
      <FailureText testId="ungar:error" what="Generation failed" failure={failure()} />
      <Show when={games()}>{(games) => <UngarResults games={games()} />}</Show>
    </>
  );
}
