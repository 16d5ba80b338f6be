import { Show } from 'solid-js';
import { Code } from '../ui/Code.tsx';
import { Problem } from '../ui/Problem.tsx';
import type { Preview } from './createManifestPreview.ts';

/** The file as it will be. */
export function ManifestPreview(props: { preview: Preview; isReady: boolean }) {
  return (
    <section aria-label="The manifest as it will be" aria-busy={props.preview.isOld()}>
      <Show when={props.preview.error()}>
        {(error) => <Problem error={error()} retry={props.preview.retry} />}
      </Show>
      <Show
        when={props.preview.data()}
        fallback={
          <p class="manifest-waiting">
            {props.isReady
              ? 'The manifest is on its way.'
              : 'Choose a dataset and a model, and the manifest appears here as it will be.'}
          </p>
        }
      >
        {(data) => (
          <Code
            title={
              props.isReady
                ? 'manifest.yaml, as it will be'
                : 'manifest.yaml, before the last change'
            }
            code={data().yaml}
          />
        )}
      </Show>
    </section>
  );
}
