import { Show } from 'solid-js';
import { Problem } from '../graphql/Problem.tsx';
import { Code } from '../ui/Code.tsx';
import type { PreviewedManifest } from './createManifestPreview.ts';
import css from './ManifestPreview.module.css';

const WAITING = {
  subject: 'Choose a dataset and a model, and the manifest appears here as it will be.',
  value: 'Give the marked fields another value, and the manifest appears here as it will be.',
  nothing: 'The manifest is on its way.',
};

/** The file as it will be. */
export function ManifestPreview(props: {
  preview: PreviewedManifest;
  /** What is missing: the choice of what to train, a better value, or nothing. */
  missing: 'subject' | 'value' | undefined;
  /** What is in the way of the form as it is now. */
  problem: string | undefined;
}) {
  return (
    <section
      aria-label="The manifest as it will be"
      aria-busy={!props.missing && (props.preview.isOld() || !props.preview.data())}
    >
      <Problem failure={props.preview.failure()} retry={props.preview.retry} />
      <Show
        when={props.preview.data()}
        fallback={<p class={css['manifest-waiting']}>{WAITING[props.missing ?? 'nothing']}</p>}
      >
        {(data) => (
          <>
            <Show when={props.problem}>
              {(problem) => (
                <p class={css['manifest-stale']} role="status">
                  This is the manifest before the last change, which can't be made: {problem()}
                </p>
              )}
            </Show>
            <Code
              title={
                props.preview.isOld()
                  ? 'manifest.yaml, before the last change'
                  : 'manifest.yaml, as it will be'
              }
              code={data().yaml}
            />
          </>
        )}
      </Show>
    </section>
  );
}
