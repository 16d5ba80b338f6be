import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import { density } from '../../shell/look.ts';
import { BREAKPOINTS } from '../../ui/breakpoints.ts';

const TWO_LINES = 4;

/** The height of a row in pixels: as all lists have it, or of two lines where the window is narrow, as in
 * `TraceTable.module.css`. */
export function createRowHeight(): Accessor<number> {
  const narrow = window.matchMedia(BREAKPOINTS.narrow);
  const [isNarrow, setNarrow] = createSignal(narrow.matches);
  const listen = () => setNarrow(narrow.matches);
  narrow.addEventListener('change', listen);
  onCleanup(() => narrow.removeEventListener('change', listen));
  return createMemo(() => {
    density();
    const root = getComputedStyle(document.documentElement);
    const lines = isNarrow() ? TWO_LINES : Number.parseFloat(root.getPropertyValue('--row'));
    return Math.round(lines * Number.parseFloat(root.fontSize));
  });
}
