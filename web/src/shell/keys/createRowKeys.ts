import { createKeys } from './keys.ts';

// The first of a row, which may have more links: its tags.
const ROWS = 'tbody th a:first-of-type';

/** `j` and `k` go through the links of a list's rows; Enter then follows one, as it does any link. */
export function createRowKeys(list: () => HTMLElement | undefined, selector = ROWS): void {
  const go = (step: number) => {
    const rows = [...(list()?.querySelectorAll<HTMLElement>(selector) ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = at === -1 && step < 0 ? rows.length - 1 : at + step;
    rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus();
  };
  createKeys({ j: () => go(1), k: () => go(-1) });
}
