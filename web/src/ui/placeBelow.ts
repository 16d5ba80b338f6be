const GAP = 2;
const EDGE = 8;

/** Puts a popover below its button, or above where there is no room; their right edges meet. */
export function placeBelow(popover: HTMLElement, button: HTMLElement): void {
  const { top, bottom, right } = button.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = popover;
  const isBelow = bottom + offsetHeight < window.innerHeight;
  popover.style.left = `${Math.max(EDGE, right - offsetWidth)}px`;
  popover.style.top = `${isBelow ? bottom + GAP : Math.max(EDGE, top - offsetHeight - GAP)}px`;
}
