import { createKeys } from '../shell/keys/keys.ts';
import type { RunSelection } from './createRunSelection.ts';

/** `x` takes the run that has the focus in or out, `Shift X` all up to it. */
export function createSelectionKeys(selection: () => RunSelection): void {
  const toggle = (isRange: boolean) => {
    const id = document.activeElement?.closest<HTMLElement>('[data-run]')?.dataset['run'];
    if (id) selection().toggle(id, isRange);
  };
  createKeys({ x: () => toggle(false), X: () => toggle(true) });
}
