import { createSignal } from 'solid-js';

const [areKeysOn, setKeysOn] = createSignal(isRemembered());

/** Whether keys without Ctrl do something: whoever speaks to the machine may not want that. */
export { areKeysOn };

/** Turns keys without Ctrl on or off, and remembers it. */
export function switchKeys(isOn: boolean): void {
  setKeysOn(isOn);
  try {
    if (isOn) localStorage.removeItem('keys');
    else localStorage.setItem('keys', 'off');
  } catch {
    // A browser that keeps nothing has them as they are until the page is left.
  }
}

function isRemembered(): boolean {
  try {
    return localStorage.getItem('keys') !== 'off';
  } catch {
    return true;
  }
}
