import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that `CHROMIUM` names, or else the first that is installed: that without windows takes the least of a machine. */
export const chromiumPath =
  process.env['CHROMIUM'] ??
  installed('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome');

/** The browser that `FIREFOX` names, or else the first that is installed. */
export const firefoxPath = process.env['FIREFOX'] ?? installed('firefox-esr', 'firefox');

/** Starts the browser with a profile of its own. */
export function launchBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error('Expected Chromium to be installed, or CHROMIUM to be set');
  return chromium.launch({ executablePath: chromiumPath, args: FLAGS });
}

/** Adds what a page complains of from now on: errors that nothing caught, and those in its console. */
export function watchProblems(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${page.url()}: ${message.text()}`);
  });
}

function installed(...names: string[]): string | undefined {
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
