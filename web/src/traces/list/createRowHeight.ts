import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { BREAKPOINTS } from '../../ui/breakpoints.ts';

const ONE_LINE = 2.5;
const TWO_LINES = 4;

/** Whether rows have one line, or two where the window is narrow. `TraceTable.css` has the same width. */

/** The height of a row in pixels. */
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
