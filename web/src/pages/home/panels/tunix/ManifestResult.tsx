import { A } from '@solidjs/router';
import { Code } from '../../../../ui/Code.tsx';
import css from '../Panel.module.css';
import type { MadeManifest } from './createTunixActions.ts';

/** A manifest to take away, or to go on from. */
export function ManifestResult(props: { manifest: MadeManifest }) {
  return (
    <section class={css['panel-result']} data-testid="tunix:manifest-result">
      <h3>Manifest Generated</h3>
      <p data-testid="tunix:manifest-message">{props.manifest.message}</p>
      <Code
        height="26rem"
        title={<A href={`/manifests/${props.manifest.id}`}>Open the manifest</A>}
        testId="tunix:manifest-yaml"
        code={props.manifest.yaml}
        action={
          <a href={props.manifest.url} rel="external" download="">
            Download
          </a>
        }
      />
    </section>
  );
}
