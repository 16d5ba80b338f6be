import { createEffect, createUniqueId, type JSX, onCleanup } from 'solid-js';
import './Dialog.css';

/** Something to decide before anything else. Shown while it is mounted; Esc closes it. */
export function Dialog(props: { title: string; close: () => void; children: JSX.Element }) {
  const id = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  createEffect(() => {
    const before = document.activeElement;
    dialog?.showModal();
    onCleanup(() => before instanceof HTMLElement && before.focus());
  });
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={() => props.close()}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}
