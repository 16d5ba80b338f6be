import { createEffect, onCleanup } from 'solid-js';
import { toasts } from './toasts.ts';

const KEY = 'F8';

/** F8 goes to the newest toast, also while one types, and back again; so does dismissing the last one. */
export function createToastKey(list: () => HTMLElement | undefined): void {
  let before: HTMLElement | undefined;
  const goBack = () => {
    if (before?.isConnected) before.focus();
    before = undefined;
  };
  const listen = (event: KeyboardEvent) => {
    const newest = list()?.lastElementChild?.querySelector('button');
    if (event.key !== KEY || !newest) return;
    event.preventDefault();
    if (list()?.contains(document.activeElement)) {
      goBack();
      return;
    }
    before = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    newest.focus();
  };
  createEffect(() => {
    if (toasts().length === 0 && document.activeElement === document.body) goBack();
  });
  document.addEventListener('keydown', listen);
  onCleanup(() => document.removeEventListener('keydown', listen));
}
