import { type Accessor, createMemo, createSignal } from 'solid-js';
import { LIST } from '../address/codec.ts';
import { createAddressValue } from '../address/createAddressValue.ts';

// An address that is much longer is refused by servers and proxies.
const MOST_IN_ADDRESS = 50;

export type RunSelection = ReturnType<typeof createRunSelection>;

/** Which runs are selected; in the address, while they are few enough for it.
 * @param rows the ids of the page, in their order */
export function createRunSelection(rows: Accessor<string[]>) {
  const [few, setFew] = createAddressValue('select', LIST);
  const [many, setMany] = createSignal<string[]>();
  const ids = () => many() ?? few();
  const chosen = createMemo(() => new Set(ids()));
  let anchor: string | undefined;

  const choose = (next: string[]) => {
    const isMany = next.length > MOST_IN_ADDRESS;
    setMany(isMany ? next : undefined);
    setFew(isMany ? [] : next);
  };
  const put = (meant: string[], isSelected: boolean) => {
    const next = new Set(chosen());
    for (const id of meant) {
      if (isSelected) next.add(id);
      else next.delete(id);
    }
    choose([...next]);
  };
  return {
    ids,
    has: (id: string) => chosen().has(id),
    choose,
    put,
    clear: () => choose([]),
    isPageSelected: () => rows().length > 0 && rows().every((id) => chosen().has(id)),
    /** Takes a row in or out; with `isRange`, all from the last one that was. */
    toggle(id: string, isRange: boolean) {
      put(isRange ? between(rows(), anchor ?? id, id) : [id], !chosen().has(id));
      anchor = id;
    },
  };
}

function between(ids: string[], one: string, other: string): string[] {
  const [start = -1, end = -1] = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b);
  return start < 0 ? [other] : ids.slice(start, end + 1);
}
