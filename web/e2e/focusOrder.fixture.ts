import type { Page } from 'playwright-core';

const MOST_STOPS = 600;
const AT_ONCE = 10;

/** Goes through a page with Tab until the focus leaves it, and answers what is wrong on the way: a stop
 * without a name, out of sight, or that looks as if it had no focus; a control that is no stop; no
 * end. */
export async function focusProblems(page: Page): Promise<string[]> {
  await page.evaluate(watchFocus);
  for (let stops = 0; stops < MOST_STOPS; stops += AT_ONCE) {
    for (let press = 0; press < AT_ONCE; press++) await page.keyboard.press('Tab');
    if (await page.evaluate(() => window.focusWatch?.hasLeft())) {
      return page.evaluate(() => window.focusWatch?.problems() ?? []);
    }
  }
  return [`the focus has not left the page after ${MOST_STOPS} stops`];
}

declare global {
  interface Window {
    focusWatch?: { hasLeft: () => boolean; problems: () => string[] };
  }
}

/** Runs in the page. What Tab led to is looked at when Tab is pressed again: by then all is drawn. */
function watchFocus(): void {
  const CONTROLS =
    'a[href], button, input, select, textarea, summary, [tabindex], [role="button"], [role="slider"]';
  const problems = new Set<string>();
  const reached = new Set<Element>();
  let looksFocused: { element: Element; look: string } | undefined;
  let start: Element | undefined;
  let hasLeft = false;

  document.addEventListener('keydown', ({ key }) => key === 'Tab' && lookAtFocus(), true);
  window.focusWatch = {
    hasLeft: () => hasLeft,
    problems() {
      const missed = controls().filter((element) => !reached.has(element) && !isOfGroup(element));
      return [...problems, ...missed.map((element) => `not reached: ${words(element)}`)];
    },
  };

  function lookAtFocus() {
    const element = document.activeElement;
    // A date is several stops.
    if (element === looksFocused?.element) return;
    if (looksFocused?.element.isConnected && lookOf(looksFocused.element) === looksFocused.look) {
      problems.add(`no sign of the focus: ${words(looksFocused.element)}`);
    }
    looksFocused = undefined;
    if (hasLeft || !element || element === document.body) return;
    if (element === start) hasLeft = true;
    start ??= element;
    if (hasLeft) return;
    reached.add(element);
    looksFocused = { element, look: lookOf(element) };
    if (!nameOf(element)) problems.add(`no name: ${words(element)}`);
    if (!isSeen(element)) problems.add(`out of sight: ${words(element)}`);
  }

  function controls(): Element[] {
    const scrollers = [...document.querySelectorAll('body *')].filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const canScroll = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
      return (
        (canScroll(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (canScroll(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    });
    return [...new Set([...document.querySelectorAll(CONTROLS), ...scrollers])].filter(
      (element) =>
        element.checkVisibility() &&
        !element.matches(':disabled, main, dialog *, [popover] *') &&
        element.getClientRects().length > 0 &&
        !(scrollers.includes(element) && element.querySelector('a, button')),
    );
  }

  /** Whether arrow keys or j and k lead there from another stop. */
  function isOfGroup(element: Element): boolean {
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      return [...reached].some(
        (each) => each instanceof HTMLInputElement && each.name === element.name,
      );
    }
    const group = element.closest('table, ol, section[tabindex="0"]');
    const isStop = (each: Element) => group === each || group?.contains(each);
    return element.getAttribute('tabindex') === '-1' && (!group || [...reached].some(isStop));
  }

  /** How an element and what is around it are drawn. */
  function lookOf(element: Element): string {
    const around = [element, element.parentElement, element.closest('tr, label')];
    return around
      .map((each) => {
        if (!each) return '';
        const { outlineStyle, outlineColor, boxShadow } = getComputedStyle(each);
        return outlineStyle === 'none' ? boxShadow : `${outlineColor} ${outlineStyle} ${boxShadow}`;
      })
      .join();
  }

  function nameOf(element: Element): string {
    const labelled = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
    const labels =
      element instanceof HTMLInputElement ||
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement
        ? [...(element.labels ?? [])].map(({ textContent }) => textContent).join(' ')
        : element.textContent;
    return (element.getAttribute('aria-label') || labelled || labels || '').trim();
  }

  /** Whether at least half of an element, or of what fits the window, is there and not behind another. */
  function isSeen(element: Element): boolean {
    // An input that only a screen reader sees stands for the label that it is in.
    const shown = (element.matches('.visually-hidden') && element.closest('label')) || element;
    const { left, top, right, bottom } = shown.getClientRects()[0] ?? new DOMRect();
    const [x, y] = [Math.max(left, 0), Math.max(top, 0)];
    const [width, height] = [Math.min(right, innerWidth) - x, Math.min(bottom, innerHeight) - y];
    if (width < Math.min(right - left, innerWidth) / 2) return false;
    if (height < Math.min(bottom - top, innerHeight) / 2) return false;
    const there = document.elementFromPoint(x + width / 2, y + height / 2);
    return Boolean(there && (shown.contains(there) || there.contains(shown)));
  }

  function words(element: Element): string {
    const { className, id, tagName } = element;
    const name = nameOf(element).replaceAll(/\s+/g, ' ').slice(0, 50);
    return `${tagName.toLowerCase()}${id && `#${id}`}${className && `.${String(className).split(' ').join('.')}`} “${name}”`;
  }
}
