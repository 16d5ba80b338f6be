import { useNavigate } from '@solidjs/router';
import { createQuery } from '@urql/solid';
import { createSignal, For, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { Harvest } from '../graphql/generated/graphql.ts';
import { Alert } from '../ui/Alert.tsx';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Field, TriedContext } from '../ui/Field.tsx';
import { numberText } from '../ui/format/number.ts';

const HarvestPreviewDocument = graphql(`
  query HarvestPreview($id: ID!, $of: Harvest!) {
    evaluation(id: $id) {
      id
      harvest(of: $of) {
        sampleCount
        heldBackCount
      }
    }
  }
`);

const HarvestSamplesDocument = graphql(`
  mutation HarvestSamples($input: HarvestInput!) {
    outcome: harvestSamples(input: $input) {
      __typename
      ... on Dataset {
        id
        key
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

const WORDS: Record<Harvest, string> = {
  CORRECT_SHORTEST: 'The shortest correct answer of each question',
  ALL_CORRECT: 'All correct answers',
  WRONG_CONFIDENT: 'The likeliest wrong answer of each question',
  RIGHT_OVER_WRONG: 'Pairs: right over wrong',
};

const KINDS = Object.keys(WORDS) as Harvest[];

/** Makes traces and a dataset of an evaluation's samples, after it has said what that spoils. */
export function HarvestSamples(props: { id: string; datasetKey: string }) {
  const [isAsking, setAsking] = createSignal(false);
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        To a dataset…
      </button>
      <Show when={isAsking()}>
        <Asking {...props} close={() => setAsking(false)} />
      </Show>
    </>
  );
}

function Asking(props: { id: string; datasetKey: string; close: () => void }) {
  const navigate = useNavigate();
  const harvesting = createMutation();
  const [kind, setKind] = createSignal<Harvest>('CORRECT_SHORTEST');
  const [name, setName] = createSignal('');
  const [isAllowed, setAllowed] = createSignal(false);
  const [confirmed, setConfirmed] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  const [preview] = createQuery({
    query: HarvestPreviewDocument,
    variables: () => ({ id: props.id, of: kind() }),
  });
  const found = () => preview.data?.evaluation?.harvest;
  const takenCount = () => {
    const counts = found();
    if (!counts) return undefined;
    return isAllowed() ? counts.sampleCount : counts.sampleCount - counts.heldBackCount;
  };
  const take = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name().trim()) return;
    const dataset = await harvesting.mutate(HarvestSamplesDocument, {
      input: {
        evaluationId: props.id,
        harvest: kind(),
        name: name().trim(),
        version: '1',
        allowEvaluationRows: isAllowed(),
        confirmDatasetKey: confirmed().trim() || null,
      },
    });
    if (dataset) navigate(`/datasets/${dataset.key}`);
  };
  const problem = () => {
    if (isTried() && !name().trim()) return 'Name the dataset';
    const failure = harvesting.failure();
    return failure && (failure.issues?.[0]?.message ?? failureText(failure));
  };
  return (
    <Dialog title="Samples to a dataset" close={props.close}>
      <form onSubmit={take} noValidate>
        <Field label="Which samples">
          {(control) => (
            <select
              {...control}
              onChange={(event) =>
                setKind(KINDS.find((each) => each === event.currentTarget.value) ?? kind())
              }
            >
              <For each={KINDS}>{(each) => <option value={each}>{WORDS[each]}</option>}</For>
            </select>
          )}
        </Field>
        <Show when={found()}>
          {(counts) => (
            <p data-testid="harvest-preview">
              {numberText(counts().sampleCount)} samples
              <Show when={counts().heldBackCount > 0}>
                , {numberText(counts().heldBackCount)} of them held back: their questions are an
                evaluation set, and trained on they would no longer measure anything
              </Show>
              .
            </p>
          )}
        </Show>
        <Alert
          text={
            takenCount() === 0
              ? 'None of them can be taken: choose other samples, or take what is held back too'
              : undefined
          }
        />
        <TriedContext.Provider value={isTried}>
          <Field label="Name of the dataset" error={problem()}>
            {(control) => (
              <input
                {...control}
                autocomplete="off"
                value={name()}
                onInput={(event) => {
                  setName(event.currentTarget.value);
                  harvesting.forget();
                }}
              />
            )}
          </Field>
        </TriedContext.Provider>
        <Show when={(found()?.heldBackCount ?? 0) > 0}>
          <label>
            <input
              type="checkbox"
              checked={isAllowed()}
              onChange={(event) => setAllowed(event.currentTarget.checked)}
            />{' '}
            Take what is held back too
          </label>
          <Show when={isAllowed()}>
            <Field label={`Type ${props.datasetKey} to say so again`}>
              {(control) => (
                <input
                  {...control}
                  autocomplete="off"
                  value={confirmed()}
                  onInput={(event) => setConfirmed(event.currentTarget.value)}
                />
              )}
            </Field>
          </Show>
        </Show>
        <DialogActions>
          <button type="button" onClick={() => props.close()}>
            Cancel
          </button>
          <button
            type="submit"
            data-look="primary"
            disabled={harvesting.isPending() || takenCount() === 0}
          >
            {harvesting.isPending() ? 'Making…' : 'Make the dataset'}
          </button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
