import { createSignal } from 'solid-js';

/** Something that happened, and how to undo it, for a while. */
export type Toast = { id: number; text: string; action?: { name: string; run: () => void } };

const [toasts, setToasts] = createSignal<Toast[]>([]);
const MOST = 3;
let last = 0;

export { toasts };

/** Says what happened, at the edge of the page, where it is in nobody's way. */
export function showToast(text: string, action?: Toast['action']): void {
  last += 1;
  const toast = { id: last, text, ...(action && { action }) };
  setToasts((shown) => [...shown, toast].slice(-MOST));
}

/** Takes away what can be undone only where it was done. */
export function dismissActions(): void {
  setToasts((shown) => shown.filter(({ action }) => !action));
}

export function dismissToast(id: number): void {
  setToasts((shown) => shown.filter((toast) => toast.id !== id));
}
