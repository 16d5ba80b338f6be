import { For } from 'solid-js';

// Why it is the browser's own: docs/decisions/0008-parts-of-the-browser.md
/** What a text input whose `list` has this id suggests, with a note each; any other text can be typed. */
export function Suggestions(props: { id: string; of: [value: string, note?: string][] }) {
  return (
    <datalist id={props.id}>
      <For each={props.of}>{([value, note]) => <option value={value}>{note}</option>}</For>
    </datalist>
  );
}
