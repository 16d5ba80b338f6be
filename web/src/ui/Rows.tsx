import { type Accessor, createMemo, For, type JSX, Show } from 'solid-js';

/** Rows that stay as they are on the page while what they show changes: told apart by their ids. */
export function Rows<Row extends { id: string }>(props: {
  of: Row[];
  children: (row: Accessor<Row>) => JSX.Element;
}) {
  const rows = createMemo(() => new Map(props.of.map((row) => [row.id, row])));
  const ids = createMemo(() => [...rows().keys()]);
  return <For each={ids()}>{(id) => <Show when={rows().get(id)}>{props.children}</Show>}</For>;
}
