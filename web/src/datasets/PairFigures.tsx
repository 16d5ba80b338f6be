import { graphql } from '../graphql/generated/gql.ts';
import type { PairStatisticsFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';
import css from './StatisticFigures.module.css';

graphql(`
  fragment PairStatistics on PairStatistics {
    pairCount
    avgMargin
    minMargin
    maxMargin
  }
`);

/** How far the chosen traces of pairs score above the rejected ones. */
export function PairFigures(props: { stats: PairStatisticsFragment }) {
  return (
    <dl class={css['dataset-statistics']}>
      <div>
        <dt>Pairs</dt>
        <dd>{numberText(props.stats.pairCount)}</dd>
      </div>
      <div>
        <dt>Margin, mean</dt>
        <dd>{props.stats.avgMargin.toFixed(2)}</dd>
      </div>
      <div>
        <dt>Margin, least to most</dt>
        <dd>
          {props.stats.minMargin.toFixed(2)} to {props.stats.maxMargin.toFixed(2)}
        </dd>
      </div>
    </dl>
  );
}
