import { graphql } from '../graphql/generated/gql.ts';
import type { StatisticsFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';
import css from './StatisticFigures.module.css';

graphql(`
  fragment Statistics on DatasetStatistics {
    traceCount
    avgStepCount
    minStepCount
    maxStepCount
    avgTotalChars
  }
`);

/** What traces look like, in figures. */
export function StatisticFigures(props: { stats: StatisticsFragment }) {
  return (
    <dl class={css['dataset-statistics']}>
      <div>
        <dt>Traces</dt>
        <dd>{numberText(props.stats.traceCount)}</dd>
      </div>
      <div>
        <dt>Steps, mean</dt>
        <dd>{props.stats.avgStepCount.toFixed(1)}</dd>
      </div>
      <div>
        <dt>Steps, fewest to most</dt>
        <dd>
          {numberText(props.stats.minStepCount)} to {numberText(props.stats.maxStepCount)}
        </dd>
      </div>
      <div>
        <dt>Characters, mean</dt>
        <dd>{numberText(Math.round(props.stats.avgTotalChars))}</dd>
      </div>
    </dl>
  );
}
