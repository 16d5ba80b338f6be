import { onCleanup } from 'solid-js';
import { areKeysOn } from './keySetting.ts';

// By the character typed: tinykeys wants each layout's modifiers named for `/` and `?`, and leaves the rest to do.
/** Calls back when one of the keys is pressed, but not while someone types, or while a dialog is open. */
export function createKeys(keys: Record<string, (event: KeyboardEvent) => void>): void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
    const call = keys[event.key];
    if (!call || (event.key.length === 1 && !areKeysOn())) return;
    if (event.key === 'Enter' && isPressed(event.target)) return;
    event.preventDefault();
    call(event);
  };
  document.addEventListener('keydown', listen);
  onCleanup(() => document.removeEventListener('keydown', listen));
}

/** Whether Enter does what there is to press there. */
function isPressed(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('a[href], button, summary');
}

const TEXT_INPUTS =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select';

/** Whether a key that is pressed there is text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(TEXT_INPUTS));
}
