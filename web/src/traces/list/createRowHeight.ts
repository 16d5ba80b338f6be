import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { BREAKPOINTS } from '../../ui/breakpoints.ts';

const ONE_LINE = 2.5;
const TWO_LINES = 4;

/** The height of a row in pixels: of one line, or of two where the window is narrow, as in `TraceTable.module.css`. */
export function createRowHeight(): Accessor<number> {
  const narrow = window.matchMedia(BREAKPOINTS.narrow);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const height = () => Math.round((narrow.matches ? TWO_LINES : ONE_LINE) * rem);
  const [value, setValue] = createSignal(height());
  const listen = () => setValue(height());
  narrow.addEventListener('change', listen);
  onCleanup(() => narrow.removeEventListener('change', listen));
  return value;
}
