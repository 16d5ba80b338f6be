import { openApplication } from './application.ts';
import { MigrationError } from './database/migrate.ts';
import { DatabaseError } from './database/open.ts';
import { readSettings, SettingsError } from './env.ts';
import { HomeInUseError, HomeUnusableError } from './home.ts';
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
    console.log(`tunix-rt ${VERSION} is ready at ${url}`);
    console.log(`  workbench   ${url}/`);
    console.log(`  playground  ${url}/graphql`);
    console.log(
      `  data        ${settings.TUNIX_RT_HOME} (${application.database.provider}: ${application.database.location})`,
    );
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, async () => {
        await close();
        await application.close();
        process.exit(0);
      });
    }
  } catch (error) {
    await application.close();
    throw error;
  }
}
