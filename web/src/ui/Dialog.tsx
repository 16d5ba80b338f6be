import { createUniqueId, type JSX, onCleanup, onMount } from 'solid-js';
import css from './Dialog.module.css';

// Why it is the browser's own: docs/decisions/0008-parts-of-the-browser.md
/** Something to decide before anything else. Shown while it is mounted; Esc closes it. */
export function Dialog(props: { title: string; close: () => void; children: JSX.Element }) {
  const id = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  // What the focus sets off in it is no reason to show it again.
  onMount(() => {
    dialog?.showModal();
    // One that is only removed would not give the focus back.
    onCleanup(() => dialog?.close());
  });
  return (
    <dialog
      ref={dialog}
      class={css['dialog']}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.close();
      }}
      onClose={() => dialog?.isConnected && props.close()}
    >
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}

/** The ways out of a dialog, the one that does something last. */
export function DialogActions(props: { children: JSX.Element }) {
  return <div class={css['dialog-actions']}>{props.children}</div>;
}
