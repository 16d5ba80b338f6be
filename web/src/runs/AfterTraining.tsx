import { A } from '@solidjs/router';
import css from './RunHeader.module.css';

/** What can be done with a training that is complete. */
export function AfterTraining(props: { runId: string }) {
  return (
    <p class={css['run-says']} data-testid="after-training">
      Next: download <A href={`/runs/${props.runId}?tab=checkpoints`}>its last checkpoint</A> or{' '}
      <A href={`/runs/${props.runId}?tab=files`}>its files</A>,{' '}
      <A href={`/manifests/new?from=${props.runId}`}>train anew with other values</A>, such as more
      epochs, and compare the two from <A href="/runs">the list of runs</A>.
    </p>
  );
}
