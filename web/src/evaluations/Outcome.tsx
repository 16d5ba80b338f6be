import type { SampleOutcome } from '../graphql/generated/graphql.ts';
import { OutcomeMark } from '../ui/outcome/OutcomeMark.tsx';
import { outcomeKind } from '../ui/outcome/outcomes.ts';
import { OUTCOME_NAMES } from './outcomeCounts.ts';

/** What became of a sample, as a shape in its colour; the word is for readers, and on hover. */
export function Outcome(props: { of: SampleOutcome; hasWord?: boolean }) {
  return <OutcomeMark of={outcomeKind(OUTCOME_NAMES[props.of])} hasWord={props.hasWord ?? false} />;
}
