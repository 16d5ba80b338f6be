import { useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { ModelActionsFragment } from '../graphql/generated/graphql.ts';
import { showToast } from '../shell/toasts/toasts.ts';
import { DeleteModel } from './DeleteModel.tsx';
import { RenameModel } from './RenameModel.tsx';

graphql(`
  fragment ModelActions on RegisteredModel {
    name
    versions {
      id
      sizeBytes
    }
  }
`);

/** What can be done with a model as a whole. */
export function ModelActions(props: { model: ModelActionsFragment }) {
  const navigate = useNavigate();
  const [isAsking, setAsking] = createSignal<'rename' | 'delete'>();
  const close = () => setAsking(undefined);
  const leave = () => {
    const { name } = props.model;
    navigate('/models', { replace: true });
    showToast(`Deleted ${name} with its files.`);
  };
  return (
    <>
      <button type="button" onClick={() => setAsking('rename')}>
        Rename…
      </button>
      <button type="button" data-look="danger" onClick={() => setAsking('delete')}>
        Delete…
      </button>
      <Show when={isAsking() === 'rename'}>
        <RenameModel
          name={props.model.name}
          close={close}
          renamed={(name) => navigate(`/models/${name}`, { replace: true })}
        />
      </Show>
      <Show when={isAsking() === 'delete'}>
        <DeleteModel model={props.model} close={close} deleted={leave} />
      </Show>
    </>
  );
}
