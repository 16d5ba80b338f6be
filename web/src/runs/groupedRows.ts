export type GroupHead = { value: string; count: number | undefined; isFolded: boolean };

/** A row of a list in groups: the head of one, or what is in it. */
export type GroupedRow<Node> = { id: string; head?: GroupHead; node?: Node };

/** The rows of a page with the heads of their groups. The head of a folded one follows the group before it, as does that
 * of one whose rows are not read yet. */
export function groupedRows<Node extends { id: string }>({
  edges,
  groups,
  folded,
  hasPreviousPage,
  hasNextPage,
}: {
  edges: readonly { group?: string | null; node: Node }[];
  /** All groups, in the order of the list. */
  groups: { value: string; count?: number }[];
  folded: string[];
  hasPreviousPage: boolean;
  hasNextPage: boolean;
}): GroupedRow<Node>[] {
  const counts = new Map(groups.map(({ value, count }) => [value, count]));
  const headOf = (value: string): GroupedRow<Node> => ({
    id: `group ${value}`,
    head: { value, count: counts.get(value), isFolded: folded.includes(value) },
  });
  // Some may have been folded since the page was read; before there were groups, rows had none.
  const shown = edges.filter(({ group }) => !folded.includes(group ?? ''));
  const present = new Set(shown.map(({ group }) => group));
  const isWaiting = edges.some(({ group }) => group == null);
  const headsFrom = (place: number, isEnd: boolean) => {
    const rest = groups.slice(place);
    const end = rest.findIndex(
      ({ value }) => present.has(value) || (isEnd && hasNextPage && !folded.includes(value)),
    );
    return (end === -1 ? rest : rest.slice(0, end)).map(({ value }) => headOf(value));
  };
  const placeAfter = (value: string) => {
    const place = groups.findIndex((group) => group.value === value);
    return place === -1 ? groups.length : place + 1;
  };
  const rows = hasPreviousPage || isWaiting ? [] : headsFrom(0, shown.length === 0);
  shown.forEach(({ group, node }, place) => {
    const isFirst = place === 0 || group !== shown[place - 1]?.group;
    const isLast = group !== shown[place + 1]?.group;
    if (group != null && isFirst) rows.push(headOf(group));
    rows.push({ id: node.id, node });
    if (group != null && isLast)
      rows.push(...headsFrom(placeAfter(group), place === shown.length - 1));
  });
  return rows;
}
