import { crossPath, HEIGHT, sparkPath, WIDTH } from './sparkPath.ts';
import './Sparkline.css';

/** A series in the space of a word; null is a gap, crossed out. */
export function Sparkline(props: { label: string; steps: number[]; values: (number | null)[] }) {
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={props.label}>
      <title>{props.label}</title>
      <path d={sparkPath(props.steps, props.values)} />
      <path class="sparkline-gaps" d={crossPath(props.steps, props.values)} />
    </svg>
  );
}
