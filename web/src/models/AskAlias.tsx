import { createSignal, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ModelVersionFragment } from '../graphql/generated/graphql.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import css from './AskAlias.module.css';
import { newestAccuracyText } from './VersionEvaluations.tsx';

const SetAliasDocument = graphql(`
  mutation SetAlias($input: SetAliasInput!) {
    outcome: setAlias(input: $input) {
      __typename
      ... on ModelVersion {
        id
        aliases
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

/** Asks for an alias, and shows what it points at now beside what it would. */
export function AskAlias(props: {
  name: string;
  version: ModelVersionFragment;
  others: ModelVersionFragment[];
  changed: () => void;
  close: () => void;
}) {
  const setting = createMutation();
  const [alias, setAlias] = createSignal('champion');
  const before = () => props.others.find(({ aliases }) => aliases.includes(alias().trim()));
  const set = async (event: SubmitEvent) => {
    event.preventDefault();
    const { version } = props.version;
    const input = { model: props.name, alias: alias().trim(), version };
    if (!(await setting.mutate(SetAliasDocument, { input }))) return;
    props.changed();
    props.close();
  };
  const problem = () => {
    const failure = setting.failure();
    return failure && (failure.issues?.[0]?.message ?? failureText(failure));
  };
  return (
    <Dialog title={`An alias for v${props.version.version}`} close={props.close}>
      <form onSubmit={set} noValidate>
        <Field label="Alias" error={problem()}>
          {(control) => (
            <input
              {...control}
              autocomplete="off"
              spellcheck={false}
              value={alias()}
              onInput={(event) => {
                setAlias(event.currentTarget.value);
                setting.forget();
              }}
            />
          )}
        </Field>
        <dl class={css['numbers']} data-testid="alias-numbers">
          <dt>Now</dt>
          <dd>
            <Show when={before()} fallback="It points at no version yet.">
              {(now) => `v${now().version}: ${newestAccuracyText(now())}`}
            </Show>
          </dd>
          <dt>Then</dt>
          <dd>{`v${props.version.version}: ${newestAccuracyText(props.version)}`}</dd>
        </dl>
        <DialogActions>
          <button type="button" onClick={() => props.close()}>
            Cancel
          </button>
          <button type="submit" data-look="primary" disabled={setting.isPending()}>
            Point it here
          </button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
