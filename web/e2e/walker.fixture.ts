import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { until } from '../../server/testing/until.ts';
import { chromiumPath, firefoxPath, launchBrowser, watchProblems } from './browser.fixture.ts';

const PATIENCE = 10_000;

/** Someone who walks through the page, in whichever browser; each step waits until it can be taken. */
export type Walker = {
  open: (url: string) => Promise<void>;
  reload: () => Promise<void>;
  click: (role: 'button' | 'link', name: string) => Promise<void>;
  /** Types over what is in a text field. */
  fill: (name: string, text: string) => Promise<void>;
  /** Waits until an element that matches a CSS selector is to be seen and has a text. */
  see: (selector: string, text?: string) => Promise<void>;
  /** Waits until nothing matches a CSS selector. */
  miss: (selector: string) => Promise<void>;
  /** What the link that matches a CSS selector lets one save. */
  download: (selector: string) => Promise<Saved>;
  address: () => string;
  /** What the page complained of: errors that nothing caught, and those in its console. */
  problems: string[];
  leave: () => Promise<void>;
};

export type Saved = { name: string; content: Buffer<ArrayBuffer> };

export const BROWSERS = [
  { name: 'Chromium', variable: 'CHROMIUM', path: chromiumPath, enter: enterChromium },
  { name: 'Firefox', variable: 'FIREFOX', path: firefoxPath, enter: enterFirefox },
];

async function enterChromium(): Promise<Walker> {
  const browser = await launchBrowser();
  const page = await browser.newPage({ acceptDownloads: true });
  page.setDefaultTimeout(PATIENCE);
  const problems: string[] = [];
  watchProblems(page, problems);
  const control = (role: 'button' | 'link' | 'textbox', name: string) =>
    page.getByRole(role, { name, exact: true }).first();
  return {
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    click: (role, name) => control(role, name).click(),
    fill: (name, text) => control('textbox', name).fill(text),
    see: async (selector, text = '') =>
      void (await page.waitForFunction(isSeen, { selector, text })),
    miss: async (selector) => void (await page.waitForFunction(isMissing, { selector })),
    async download(selector) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(selector).click(),
      ]);
      return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
    },
    address: () => page.url(),
    problems,
    leave: () => browser.close(),
  };
}

async function enterFirefox(): Promise<Walker> {
  if (!firefoxPath) throw new Error('Expected Firefox to be installed, or FIREFOX to be set');
  const downloads = await mkdtemp(join(tmpdir(), 'tunix-rt-downloads-'));
  const browser = await launch({ browser: 'firefox', executablePath: firefoxPath });
  const context = await browser.createBrowserContext({
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width: 1280, height: 720 });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  const control = (role: 'button' | 'link' | 'textbox', name: string) =>
    page.locator(`::-p-aria([name="${name}"][role="${role}"])`);
  return {
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    click: (role, name) => control(role, name).click(),
    fill: (name, text) => control('textbox', name).fill(text),
    see: async (selector, text = '') =>
      void (await page.waitForFunction(isSeen, {}, { selector, text })),
    miss: async (selector) => void (await page.waitForFunction(isMissing, {}, { selector })),
    async download(selector) {
      const before = await readdir(downloads);
      await page.locator(selector).click();
      const file = await until(`what ${selector} leads to is saved`, async () => {
        const files = await readdir(downloads);
        // What is under way has such a file beside it.
        if (files.some((each) => each.endsWith('.part'))) return null;
        return files.find((each) => !before.includes(each));
      });
      return { name: file, content: await readFile(join(downloads, file)) };
    },
    address: () => page.url(),
    problems,
    async leave() {
      await browser.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

function isSeen({ selector, text }: { selector: string; text: string }): boolean {
  return [...document.querySelectorAll(selector)].some(
    (element) => element.checkVisibility() && element.textContent.includes(text),
  );
}

function isMissing({ selector }: { selector: string }): boolean {
  return !document.querySelector(selector);
}
