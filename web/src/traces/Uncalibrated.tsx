import css from './Uncalibrated.module.css';

/** Says of a judge's number that nobody knows how far it agrees with people. */
export function Uncalibrated() {
  return (
    <span
      class={css['uncalibrated']}
      title="The judge was not compared with people's verdicts, or on too few traces"
    >
      uncalibrated
    </span>
  );
}
