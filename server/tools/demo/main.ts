import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openApplication } from '../../application.ts';
import { MigrationError } from '../../database/migrate.ts';
import { readSettings, SettingsError } from '../../env.ts';
import { HomeInUseError } from '../../home/open.ts';
import { createServer } from '../../http/graphql.ts';
import { VERSION } from '../../version.ts';
import { createDemoClient } from './client.ts';
import { DemoError } from './failure.ts';
import { claimFolder } from './folder.ts';
import { showNext } from './next.ts';
import { checkFile } from './stations/import.ts';
import { createTerminal, elapsedText } from './terminal.ts';
import { walk } from './walk.ts';

const USAGE = `Usage: npm run demo [-- FILE]

Walks through the whole loop: import, score, dataset, export, manifest, dry run. The traces are
those of the file, whatever an import knows (JSON Lines, JSON, CSV, TSV or Parquet, of traces or of
rows of other tools), or a sample. All data goes to the folder \`demo\` of the home
(TUNIX_RT_HOME, or .tunix-rt), which is emptied first, into an embedded database of its own.`;

const EXPECTED = [DemoError, SettingsError, HomeInUseError, MigrationError];

// npm runs a script in the project's folder, and says where it was called.
const { npm_lifecycle_event: script, INIT_CWD: caller } = process.env;
const folder = (script === 'demo' && caller) || process.cwd();

const terminal = createTerminal();
// Whoever reads the report, such as `head`, may have read enough.
process.stdout.on('error', () => process.exit(1));

try {
  await main();
} catch (error) {
  if (!EXPECTED.some((type) => error instanceof type)) throw error;
  terminal.end();
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { isHelp, file } = readArguments();
  if (isHelp) return terminal.line(USAGE);
  const since = performance.now();
  const settings = demoSettings();
  const home = settings.TUNIX_RT_HOME;
  if (file !== undefined) await checkFile(file, { home, shownPath });
  await claimFolder(home);
  const application = await openApplication(settings, { onError: (error) => console.error(error) });
  try {
    terminal.title(`tunix-rt ${VERSION}: trace → score → dataset → manifest → run`);
    terminal.line(`All it makes is kept in ${shownPath(home)}, until the next demo begins anew.`);
    const client = createDemoClient(createServer(application));
    const steps = await walk({ client, terminal, home, shownPath }, file);
    // npm starts the server in the project's folder, wherever it is called.
    const serverHome = relative(process.cwd(), home);
    showNext(terminal, { home: serverHome, port: settings.PORT, steps });
    terminal.line(`\nDone in ${elapsedText(performance.now() - since)}.`);
  } finally {
    await application.close();
  }
}

/** @throws DemoError for an option that is not known, or more than one file */
function readArguments(): { isHelp: boolean; file: string | undefined } {
  try {
    const options = { help: { type: 'boolean', short: 'h', default: false } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (positionals.length > 1) throw new Error(`Expected one file, got ${positionals.length}`);
    const [file] = positionals;
    return { isHelp: values.help, file: file === undefined ? undefined : resolve(folder, file) };
  } catch (error) {
    throw new DemoError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

/** The server's settings, but with a folder and an embedded database of its own, and without a port. */
function demoSettings() {
  const environment = { ...process.env, DATABASE_URL: '', HOST: '', TUNIX_RT_TOKEN: '' };
  const home = join(readSettings(environment).TUNIX_RT_HOME, 'demo');
  return readSettings({ ...environment, TUNIX_RT_HOME: home });
}

/** A path as it is shown: relative to where the demo was called, unless that is far away. */
function shownPath(path: string): string {
  const near = relative(folder, path) || '.';
  return near.length < path.length ? near : path;
}
