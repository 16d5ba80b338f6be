import { createSignal, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { MarkBaselineFragment } from '../graphql/generated/graphql.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';

graphql(`
  fragment MarkBaseline on Evaluation {
    id
    datasetKey
    baselines {
      id
      name
    }
  }
`);

const SetBaselineDocument = graphql(`
  mutation SetBaseline($input: SetBaselineInput!) {
    outcome: setBaseline(input: $input) {
      __typename
      ... on Baseline {
        id
        name
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

/** Marks an evaluation as what others of its dataset are measured against. */
export function MarkBaseline(props: { evaluation: MarkBaselineFragment; changed: () => void }) {
  const [isAsking, setAsking] = createSignal(false);
  const [name, setName] = createSignal('main');
  const marking = createMutation();
  const mark = async (event: SubmitEvent) => {
    event.preventDefault();
    const input = { evaluationId: props.evaluation.id, name: name().trim() };
    if (!(await marking.mutate(SetBaselineDocument, { input }))) return;
    props.changed();
    setAsking(false);
  };
  const problem = () => {
    const failure = marking.failure();
    return failure && (failure.issues?.[0]?.message ?? failureText(failure));
  };
  const names = () => props.evaluation.baselines.map((baseline) => baseline.name).join(', ');
  return (
    <>
      <Show when={names()}>
        <span class="faint">baseline {names()}</span>
      </Show>
      <button type="button" onClick={() => setAsking(true)}>
        Baseline…
      </button>
      <Show when={isAsking()}>
        <Dialog title="A baseline" close={() => setAsking(false)}>
          <form onSubmit={mark} noValidate>
            <p>
              Later evaluations on {props.evaluation.datasetKey} are held against it. For a CI:{' '}
              <code>GET /evaluations/ID/regression?baseline={name()}</code> answers 200 or 409.
            </p>
            <Field label="Name" hint="One of that name moves here" error={problem()}>
              {(control) => (
                <input
                  {...control}
                  autocomplete="off"
                  value={name()}
                  onInput={(event) => {
                    setName(event.currentTarget.value);
                    marking.forget();
                  }}
                />
              )}
            </Field>
            <DialogActions>
              <button type="button" onClick={() => setAsking(false)}>
                Cancel
              </button>
              <button type="submit" data-look="primary" disabled={marking.isPending()}>
                Mark it
              </button>
            </DialogActions>
          </form>
        </Dialog>
      </Show>
    </>
  );
}
