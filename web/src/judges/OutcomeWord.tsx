import type { JudgeOutcome } from '../graphql/generated/graphql.ts';
import css from './OutcomeWord.module.css';
import { outcomeOf } from './outcomes.ts';

/** An outcome as a shape and a word. */
export function OutcomeWord(props: { outcome: JudgeOutcome }) {
  const kind = () => outcomeOf(props.outcome);
  return (
    <span class={css['outcome-word']} data-outcome={kind().colour}>
      <span aria-hidden="true">{kind().shape}</span> {kind().word}
    </span>
  );
}
