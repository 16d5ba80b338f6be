import css from './Sparkline.module.css';
import { crossPath, HEIGHT, sparkPath, WIDTH } from './sparkPath.ts';

/** A series in the space of a word; null is a gap, crossed out. */
export function Sparkline(props: { label: string; steps: number[]; values: (number | null)[] }) {
  return (
    <svg
      class={css['sparkline']}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={props.label}
    >
      <title>{props.label}</title>
      <path d={sparkPath(props.steps, props.values)} />
      <path class={css['sparkline-gaps']} d={crossPath(props.steps, props.values)} />
    </svg>
  );
}
