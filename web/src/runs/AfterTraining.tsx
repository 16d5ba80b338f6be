import { A } from '@solidjs/router';
import css from './RunHeader.module.css';

/** What can be done with a training that is complete. */
export function AfterTraining(props: { runId: string }) {
  return (
    <p class={css['run-says']} data-testid="after-training">
      Next: <A href={`/playground?run=${props.runId}`}>try it</A>,{' '}
      <A href={`/evaluations/new?run=${props.runId}`}>evaluate it</A> against its base,{' '}
      <A href={`/runs/${props.runId}?tab=checkpoints`}>keep, export or download a checkpoint</A>,
      take away <A href={`/runs/${props.runId}?tab=files`}>its files</A>,{' '}
      <A href={`/manifests/new?from=${props.runId}`}>train anew with other values</A>, such as more
      epochs, and compare the two from <A href="/runs">the list of runs</A>.
    </p>
  );
}
