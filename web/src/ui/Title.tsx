import { createEffect } from 'solid-js';

/** Names the page in the browser's tab and history. */
export function Title(props: { text?: string }) {
  createEffect(() => {
    document.title = props.text ? `${props.text} · Tunix RT` : 'Tunix RT';
  });
  return null;
}
