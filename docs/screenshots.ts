// node docs/screenshots.ts
// Takes pictures of every page, with something to show and without, in both themes, wide and narrow, into
// docs/screenshots. It needs Chromium and a page that was built: `npm run build`. What trains is the
// trainer of the tests; pictures of a real training are made by images.ts.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext } from 'playwright-core';
import { NOBODY } from '../server/testing/judging.ts';
import { startServerProcess } from '../server/testing/serverProcess.ts';
import { endTrainings, TRAINER } from '../server/testing/training.ts';
import { launchBrowser } from '../web/e2e/browser.fixture.ts';
import {
  EMPTY_PAGES,
  fillWithEverything,
  OPENINGS,
  type Pages,
} from '../web/e2e/everything.fixture.ts';
import { goAndSettle } from '../web/e2e/settle.fixture.ts';

const FOLDER = fileURLToPath(new URL('screenshots/', import.meta.url));
const THEMES = ['light', 'dark'] as const;
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1440, height: 900 },
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

await mkdir(FOLDER, { recursive: true });
const home = await mkdtemp(join(tmpdir(), 'tunix-rt-screenshots-'));
const server = await startServerProcess({
  home,
  environment: { ...NOBODY, TUNIX_PYTHON: TRAINER, UNGAR_PYTHON: '/nonexistent/python' },
});
let browser: Browser | undefined;
try {
  browser = await launchBrowser();
  await takeAll(browser, EMPTY_PAGES);
  const pages = await fillWithEverything(server);
  await takeAll(browser, pages);
  await inEveryLook(browser, async (context, look) => {
    for (const [name, { at, press, opened }] of Object.entries(OPENINGS)) {
      const page = await context.newPage();
      await goAndSettle(page, `${server.url}${pages[at]}`);
      await press(page);
      await page.locator(opened).first().waitFor();
      await page.screenshot({ path: `${FOLDER}${name}-${look}.png` });
      await page.close();
    }
  });
} finally {
  await browser?.close();
  await server.end();
  await endTrainings(home);
  await rm(home, { recursive: true, force: true });
}
console.log(`Pictures are in ${FOLDER}`);

async function takeAll(from: Browser, pages: Pages): Promise<void> {
  await inEveryLook(from, async (context, look) => {
    const page = await context.newPage();
    for (const [name, address] of Object.entries(pages)) {
      await goAndSettle(page, server.url + address);
      await page.screenshot({ path: `${FOLDER}${name}-${look}.png` });
    }
  });
}

async function inEveryLook(
  from: Browser,
  work: (context: BrowserContext, look: string) => Promise<void>,
): Promise<void> {
  for (const colorScheme of THEMES) {
    for (const viewport of SIZES) {
      const context = await from.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
      await work(context, `${colorScheme}-${viewport.width}`);
      await context.close();
    }
  }
}
