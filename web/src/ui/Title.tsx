import { createEffect, createSignal } from 'solid-js';

const [pageTitle, setPageTitle] = createSignal('');

/** What the page is called that is shown. */
export { pageTitle };

/** Names the page in the browser's tab and history, and to who does not see it. */
export function Title(props: { text?: string }) {
  createEffect(() => {
    document.title = props.text ? `${props.text} · Tunix RT` : 'Tunix RT';
    setPageTitle(props.text ?? 'Tunix RT');
  });
  return null;
}
