import { A } from '@solidjs/router';
import { createQuery } from '@urql/solid';
import { createSignal, createUniqueId, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { KeptModelsFragment } from '../graphql/generated/graphql.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Suggestions } from '../ui/Suggestions.tsx';

const RegisterModelDocument = graphql(`
  mutation RegisterModel($input: RegisterModelInput!) {
    outcome: registerModel(input: $input) {
      __typename
      ... on ModelVersion {
        id
        version
        reference
        model {
          id
          name
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

const ModelNamesDocument = graphql(`
  query ModelNames {
    models(first: 100) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

graphql(`
  fragment KeptModels on Run {
    modelVersions {
      id
      reference
      step
      model {
        id
        name
      }
    }
  }
`);

/** Keeps a checkpoint as a version of a model: asks for the name, and an alias. Of one that is kept already it says as what,
 * where that is told. */
export function KeepModel(props: {
  runId: string;
  step: number;
  known?: KeptModelsFragment;
  look?: 'primary' | 'link';
}) {
  const [isAsking, setAsking] = createSignal(false);
  const [made, setMade] = createSignal<Kept>();
  const kept = (): Kept | undefined =>
    made() ?? props.known?.modelVersions.findLast(({ step }) => step === props.step);
  return (
    <>
      <Show
        when={kept()}
        fallback={
          <button type="button" data-look={props.look} onClick={() => setAsking(true)}>
            Keep as a model…
          </button>
        }
      >
        {(version) => (
          <span>
            Kept as <A href={`/models/${version().model.name}`}>{version().reference}</A>
          </span>
        )}
      </Show>
      <Show when={isAsking()}>
        <Asking {...props} close={() => setAsking(false)} keep={setMade} />
      </Show>
    </>
  );
}

type Kept = Pick<KeptModelsFragment['modelVersions'][number], 'reference' | 'model'>;

function Asking(props: {
  runId: string;
  step: number;
  close: () => void;
  keep: (version: Kept) => void;
}) {
  const registering = createMutation();
  const [names] = createQuery({ query: ModelNamesDocument });
  const [name, setName] = createSignal('');
  const [alias, setAlias] = createSignal('');
  const list = createUniqueId();
  const keep = async (event: SubmitEvent) => {
    event.preventDefault();
    const version = await registering.mutate(RegisterModelDocument, {
      input: {
        runId: props.runId,
        step: props.step,
        name: name().trim(),
        alias: alias().trim() || null,
      },
    });
    if (!version) return;
    props.keep(version);
    props.close();
  };
  const problem = () => {
    const failure = registering.failure();
    return failure && (failure.issues?.[0]?.message ?? failureText(failure));
  };
  return (
    <Dialog title={`Keep step ${props.step} as a model`} close={props.close}>
      <form onSubmit={keep} noValidate>
        <p>
          Its files are taken out of the training's folder, so that it stays when that goes. A name
          that there is gets a further version.
        </p>
        <Field label="Name" hint="Such as maths-270m" error={problem()}>
          {(control) => (
            <>
              <input
                {...control}
                list={list}
                autocomplete="off"
                spellcheck={false}
                value={name()}
                onInput={(event) => {
                  setName(event.currentTarget.value);
                  registering.forget();
                }}
              />
              <Suggestions
                id={list}
                of={(names.data?.models.edges ?? []).map(({ node }) => [node.name])}
              />
            </>
          )}
        </Field>
        <Field label="Alias" hint="Such as champion: a name that moves; may be left empty">
          {(control) => (
            <input
              {...control}
              autocomplete="off"
              spellcheck={false}
              value={alias()}
              onInput={(event) => setAlias(event.currentTarget.value)}
            />
          )}
        </Field>
        <DialogActions>
          <button type="button" onClick={() => props.close()}>
            Cancel
          </button>
          <button type="submit" data-look="primary" disabled={registering.isPending()}>
            {registering.isPending() ? 'Keeping…' : 'Keep it'}
          </button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
