import { ADDRESSES } from './addresses.ts';
import { openApplication } from './application.ts';
import { MigrationError } from './database/migrate.ts';
import { DatabaseError } from './database/open.ts';
import { readSettings, SettingsError } from './env.ts';
import { HomeInUseError, HomeUnusableError } from './home/open.ts';
import { ListenError, listen } from './http/listen.ts';
import { VERSION } from './version.ts';

const EXPECTED = [
  SettingsError,
  HomeInUseError,
  HomeUnusableError,
  MigrationError,
  DatabaseError,
  ListenError,
];

try {
  await start();
} catch (error) {
  if (!EXPECTED.some((type) => error instanceof type)) throw error;
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const application = await openApplication(settings, { onError: (error) => console.error(error) });
  try {
    const { url, close } = await listen(application);
    const stop = stopping(async () => {
      await close();
      await application.close();
    });
    // A terminal sends its signal to npm and to this process, and npm passes it on: the second is no other wish.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(0));
    // What broke off in the midst leaves nobody knows what behind. Runs go on without the server.
    process.on('uncaughtException', (error) => {
      console.error(error);
      stop(1);
    });
    // Work that nobody waited for failed by itself; what it stored, it stored in transactions.
    process.on('unhandledRejection', (reason) => console.error(reason));
    console.log(`tunix-rt ${VERSION} is ready at ${url}`);
    console.log(`  workbench   ${url}/`);
    console.log(`  playground  ${url}${ADDRESSES.graphql}`);
    console.log(
      `  data        ${settings.TUNIX_RT_HOME} (${application.database.provider}: ${application.database.location})`,
    );
  } catch (error) {
    await application.close();
    throw error;
  }
}

const LONGEST_STOP = 10_000;

/** Ends the process after `close`, however often it is asked to and however long that takes. */
function stopping(close: () => Promise<void>): (code: number) => void {
  let isStopping = false;
  return (code) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), LONGEST_STOP).unref();
    close().then(
      () => process.exit(code),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
}
