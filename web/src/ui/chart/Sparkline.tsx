import css from './Sparkline.module.css';
import { crossPath, HEIGHT, type Scale, sparkPath, WIDTH } from './sparkPath.ts';

/** A series in the space of a word; null is a gap, crossed out. */
export function Sparkline(props: {
  label: string;
  steps: number[];
  values: (number | null)[];
  /** What those beside it reach from and to as well; its own without it. */
  scale?: Scale | undefined;
}) {
  return (
    <svg
      class={css['sparkline']}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={props.label}
    >
      <title>{props.label}</title>
      <path d={sparkPath(props.steps, props.values, props.scale)} />
      <path class={css['sparkline-gaps']} d={crossPath(props.steps, props.values)} />
    </svg>
  );
}
