import { createSignal, For, Show } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { showToast } from '../shell/toasts/toasts.ts';
import { Alert } from '../ui/Alert.tsx';
import { Field } from '../ui/Field.tsx';
import css from './ImportSettings.module.css';
import { fieldsOf, type ImportForm, mappingOf } from './settings.ts';

const ImportMappingsDocument = graphql(`
  query ImportMappings {
    importMappings {
      id
      name
      mapping
    }
  }
`);

const CreateImportMappingDocument = graphql(`
  mutation CreateImportMapping($input: CreateImportMappingInput!) {
    outcome: createImportMapping(input: $input) {
      __typename
      ... on ImportMapping {
        id
      }
      ... on Error {
        message
      }
    }
  }
`);

const DeleteImportMappingDocument = graphql(`
  mutation DeleteImportMapping($name: String!) {
    outcome: deleteImportMapping(name: $name) {
      __typename
      ... on ImportMapping {
        id
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Mappings that are kept by name: to take one, keep what the form says, or delete one. */
export function KeptMappings(props: { form: ImportForm; setForm: SetStoreFunction<ImportForm> }) {
  const [name, setName] = createSignal('');
  const kept = createFreshQuery({ query: ImportMappingsDocument, variables: () => ({}) });
  const change = createMutation();
  const list = () => kept.data()?.importMappings ?? [];
  const isKept = () => list().some((each) => each.name === name().trim());
  const take = (id: string) => {
    const mapping = list().find((each) => each.id === id);
    if (!mapping) return;
    setName(mapping.name);
    props.setForm(fieldsOf(mapping.mapping));
  };
  const keep = async () => {
    const input = { name: name().trim(), mapping: mappingOf(props.form) };
    if (!(await change.mutate(CreateImportMappingDocument, { input }))) return;
    kept.refetch();
    showToast(`Kept the mapping ${input.name}.`);
  };
  const remove = async () => {
    const gone = name().trim();
    if (!(await change.mutate(DeleteImportMappingDocument, { name: gone }))) return;
    kept.refetch();
    showToast(`Deleted the mapping ${gone}.`);
  };
  return (
    <div class={css['settings-kept']}>
      <Show when={list().length > 0}>
        <Field label="Kept mapping">
          {(control) => (
            <select {...control} onChange={(event) => take(event.currentTarget.value)}>
              <option value="">Choose one</option>
              <For each={list()}>{(each) => <option value={each.id}>{each.name}</option>}</For>
            </select>
          )}
        </Field>
      </Show>
      <Field label="Keep it as">
        {(control) => (
          <input
            {...control}
            value={name()}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              change.forget();
              setName(event.currentTarget.value);
            }}
          />
        )}
      </Field>
      <Show
        when={isKept()}
        fallback={
          <button type="button" disabled={!name().trim() || change.isPending()} onClick={keep}>
            Keep mapping
          </button>
        }
      >
        <button type="button" data-look="danger" disabled={change.isPending()} onClick={remove}>
          Delete mapping
        </button>
      </Show>
      <Alert
        text={change.failure() && failureText(change.failure() ?? { message: '', issues: [] })}
      />
    </div>
  );
}
