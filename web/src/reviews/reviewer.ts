import { createSignal } from 'solid-js';

const KEY = 'reviewer';

const [reviewer, setReviewer] = createSignal(remembered());

/** The name under which one judges in this browser; empty until it is said. */
export { reviewer };

/** Says who judges, and remembers it. */
export function becomeReviewer(name: string): void {
  setReviewer(name);
  try {
    if (name) localStorage.setItem(KEY, name);
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing asks again on the next visit.
  }
}

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
