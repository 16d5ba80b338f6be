import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE = 25_000;
const LOOK_AGAIN = 15;

// Not `vi.waitUntil`: docs/screenshots.ts waits without vitest, and it would not say what for.
/** Waits until a condition holds, and answers what it found; `null`, `false` and `undefined` don't
 * hold.
 * @throws when it has not come to hold after a time that is ample on a busy machine */
export async function until<Found>(
  what: string,
  condition: () => Found | Promise<Found>,
  patience = PATIENCE,
): Promise<NonNullable<Found>> {
  const deadline = performance.now() + patience;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (performance.now() >= deadline) throw new Error(`Waited in vain until ${what}`);
    await delay(LOOK_AGAIN);
  }
}
