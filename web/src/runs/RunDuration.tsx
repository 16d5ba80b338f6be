import type { RunRowFragment } from '../graphql/generated/graphql.ts';
import { useNow } from '../ui/clock.tsx';
import { durationText } from '../ui/format/duration.ts';
import { elapsedSeconds, stepsText } from './runFacts.ts';

/** How long a run took, and of how many steps. */
export function RunDuration(props: { run: RunRowFragment }) {
  const now = useNow();
  return (
    <span title={stepsText(props.run)}>{durationText(elapsedSeconds(props.run, now()) ?? 0)}</span>
  );
}
