import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const MOST_STOPS = 150;
const PATIENTLY = { timeout: 10_000 };

// The head of what folds has no role of its own.
type Role = Parameters<Page['getByRole']>[0] | 'summary';

export type Keyboard = ReturnType<typeof keyboardOf>;

/** Hands that have a keyboard and nothing else. */
export function keyboardOf(page: Page) {
  const found = (role: Role, name: string | RegExp) =>
    role === 'summary'
      ? page.locator('summary').filter({ hasText: name })
      : page.getByRole(role, { name, exact: typeof name === 'string' });
  const isAt = (role: Role, name: string | RegExp) =>
    found(role, name).evaluateAll((all) => all.some((each) => each === document.activeElement));
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  /** Goes with Tab, or with another key, to the control of a role and a name; fails when none leads there. */
  const goTo = async (role: Role, name: string | RegExp, key = 'Tab') => {
    await found(role, name).first().waitFor();
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      if (await isAt(role, name)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`Expected ${key} to lead to the ${role} ${name}`);
  };
  return {
    press,
    goTo,
    /** Goes to a button or link and presses it. */
    async activate(role: Role, name: string | RegExp, key = 'Tab') {
      await goTo(role, name, key);
      await page.keyboard.press('Enter');
    },
    /** Goes to a checkbox and presses it. */
    async check(name: string | RegExp, key = 'Tab') {
      await goTo('checkbox', name, key);
      await page.keyboard.press('Space');
    },
    /** Goes to a field and types over what is in it. */
    async fill(role: Role, name: string | RegExp, text: string, key = 'Tab') {
      await goTo(role, name, key);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(text);
    },
    /** Waits until a control has the focus. */
    has: (role: Role, name: string | RegExp) =>
      expect.poll(() => isAt(role, name), PATIENTLY).toBe(true),
    /** Waits until one has arrived on the page of a title: it has the focus and is read out. */
    async arrives(title: string | RegExp) {
      await page.getByTestId('page-title').filter({ hasText: title }).waitFor();
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.id), PATIENTLY)
        .toBe('content');
    },
    /** The text of what has the focus. */
    focused: () => page.evaluate(() => document.activeElement?.textContent ?? ''),
  };
}
