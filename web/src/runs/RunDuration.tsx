import type { RunRowFragment } from '../graphql/generated/graphql.ts';
import { useNow } from '../ui/clock.tsx';
import { durationText } from '../ui/format/duration.ts';
import { numberText } from '../ui/format/number.ts';
import { elapsedSeconds } from './runFacts.ts';

/** How long a run took, and of how many steps. */
export function RunDuration(props: { run: RunRowFragment }) {
  const now = useNow();
  const steps = () =>
    props.run.plannedSteps == null
      ? undefined
      : `${numberText(props.run.step)} / ${numberText(props.run.plannedSteps)} steps`;
  return <span title={steps()}>{durationText(elapsedSeconds(props.run, now()) ?? 0)}</span>;
}
