import { onCleanup } from 'solid-js';
import { isTyping } from './keys/keys.ts';

const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** Keeps the place of who works with keys: when the control that has the focus is taken away, one near
 * it has it next, and when it was only blocked for a while it has it back. */
export function createFocusKeeper(): void {
  let last: HTMLElement | undefined;
  let isBlocked = false;
  let isByKeys = true;
  const controller = new AbortController();
  const { signal } = controller;
  const note = ({ target }: FocusEvent) => {
    last = target instanceof HTMLElement ? target : undefined;
    isBlocked = false;
  };
  // A finger or a mouse has no place to keep.
  const judge = ({ type }: Event) => {
    isByKeys = type === 'keydown';
  };
  document.addEventListener('focusin', note, { signal });
  document.addEventListener('keydown', judge, { capture: true, signal });
  document.addEventListener('pointerdown', judge, { capture: true, signal });

  const observer = new MutationObserver((changes) => {
    if (!last || !isByKeys) return;
    if (changes.some(({ type, target }) => type === 'attributes' && target === last)) {
      if (isBlocked && isNowhere()) last.focus(QUIETLY);
      isBlocked = last.matches(':disabled');
    }
    const place = isNowhere() ? placeOf(last, changes) : undefined;
    if (place) (last.isConnected ? last : heirAt(place))?.focus(QUIETLY);
  });
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  onCleanup(() => {
    controller.abort();
    observer.disconnect();
  });
}

const QUIETLY = { preventScroll: true };

function isNowhere(): boolean {
  return document.activeElement === document.body || document.activeElement === null;
}

/** Where an element was taken out, with all that was around it and is gone as well. */
function placeOf(element: Node, changes: MutationRecord[]): MutationRecord | undefined {
  let gone = element;
  let place: MutationRecord | undefined;
  for (const change of changes) {
    if (![...change.removedNodes].some((node) => node.contains(gone))) continue;
    place = change;
    gone = change.target;
  }
  return place;
}

/** The next stop after a place, or else the one before, as near to it as there is one. */
function heirAt({ target, previousSibling }: MutationRecord): HTMLElement | undefined {
  let before = target.contains(previousSibling) ? previousSibling : null;
  let area = target instanceof HTMLElement ? target : target.parentElement;
  for (; area && area !== document.body; area = area.parentElement) {
    const stops = [...area.querySelectorAll<HTMLElement>(STOPS)].filter(isStop);
    const heir = stops.find((stop) => !before || isAfter(stop, before)) ?? stops.at(-1);
    if (heir) return heir;
    if (area.tabIndex >= 0 || area.matches('main, dialog')) return area;
    before = area;
  }
  return undefined;
}

// Not a field, which would take for text what is meant for the page.
function isStop(element: HTMLElement): boolean {
  const isThere = element.checkVisibility() && !element.matches(':disabled');
  return isThere && element.tabIndex >= 0 && !isTyping(element);
}

function isAfter(element: Node, other: Node): boolean {
  const position = other.compareDocumentPosition(element);
  return Boolean(position & Node.DOCUMENT_POSITION_FOLLOWING) && !other.contains(element);
}
