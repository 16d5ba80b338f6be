import { useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ExportKind } from '../graphql/generated/graphql.ts';
import { Alert } from '../ui/Alert.tsx';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';

const StartExportDocument = graphql(`
  mutation StartExport($input: StartExportInput!) {
    outcome: startExport(input: $input) {
      __typename
      ... on Run {
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

const PushModelDocument = graphql(`
  mutation PushModel($input: PushModelInput!) {
    outcome: pushModel(input: $input) {
      __typename
      ... on Run {
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

/** Writes a checkpoint or a registered model as a Hugging Face folder, and pushes it where that is wanted; leads to the run that does it. */
export function ExportModel(props: {
  of: { runId: string; step: number } | { model: string };
  /** Whether it is a LoRA adapter, which can be written alone. */
  isAdapter: boolean;
  look?: 'link';
}) {
  const navigate = useNavigate();
  const [isAsking, setAsking] = createSignal(false);
  const [kind, setKind] = createSignal<ExportKind>('MODEL');
  const [repository, setRepository] = createSignal('');
  const [isPublic, setPublic] = createSignal(false);
  const exporting = createMutation();
  const start = async (event: SubmitEvent) => {
    event.preventDefault();
    const asked = { ...props.of, kind: kind() };
    const run = repository()
      ? await exporting.mutate(PushModelDocument, {
          input: { export: asked, repository: repository(), isPrivate: !isPublic() },
        })
      : await exporting.mutate(StartExportDocument, { input: asked });
    if (run) navigate(`/runs/${run.id}`);
  };
  const problem = () => {
    const failure = exporting.failure();
    return failure && (failure.issues?.[0]?.message ?? failureText(failure));
  };
  const isOfHub = () => exporting.failure()?.issues?.[0]?.path.includes('repository') ?? false;
  return (
    <>
      <button type="button" data-look={props.look} onClick={() => setAsking(true)}>
        Export…
      </button>
      <Show when={isAsking()}>
        <Dialog title="Export for other tools" close={() => setAsking(false)}>
          <form onSubmit={start} noValidate>
            <p>
              Writes a Hugging Face folder: weights, configuration, tokenizer, chat template and a
              card. It is loaded again and its logits are compared before it is called done.
            </p>
            <Show when={props.isAdapter}>
              <Field label="What">
                {(control) => (
                  <select
                    {...control}
                    onChange={(event) =>
                      setKind(event.currentTarget.value === 'ADAPTER' ? 'ADAPTER' : 'MODEL')
                    }
                  >
                    <option value="MODEL">The whole model, adapters merged in</option>
                    <option value="ADAPTER">The LoRA adapter alone, for PEFT</option>
                  </select>
                )}
              </Field>
            </Show>
            <Field
              label="Push to the Hugging Face Hub"
              hint="Optional: owner/name"
              error={isOfHub() ? problem() : undefined}
            >
              {(control) => (
                <input
                  {...control}
                  autocomplete="off"
                  spellcheck={false}
                  placeholder="owner/name"
                  value={repository()}
                  onInput={(event) => setRepository(event.currentTarget.value.trim())}
                />
              )}
            </Field>
            <label>
              <input
                type="checkbox"
                checked={isPublic()}
                onChange={(event) => setPublic(event.currentTarget.checked)}
              />{' '}
              Everybody may see it there; without this it is private
            </label>
            <Alert text={isOfHub() ? undefined : problem()} />
            <DialogActions>
              <button type="button" onClick={() => setAsking(false)}>
                Cancel
              </button>
              <button type="submit" data-look="primary" disabled={exporting.isPending()}>
                {exporting.isPending() ? 'Starting…' : repository() ? 'Export and push' : 'Export'}
              </button>
            </DialogActions>
          </form>
        </Dialog>
      </Show>
    </>
  );
}
