// node prisma/migration.ts NAME writes the migration from the models of the last commit to those here, for both
// providers. For PostgreSQL a server must answer at TEST_DATABASE_URL; its data is not looked at.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PROVIDERS, type Provider, readSchema, schemaFor } from './schemas.ts';

const ADAPTERS = {
  sqlite: () => new PrismaLibSql({ url: ':memory:' }),
  // The engine asks the server for its version, and reads nothing else of it.
  postgresql: () =>
    new PrismaPg(process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres'),
};

const instantiated = instantiate();

if (import.meta.main) {
  const [name] = process.argv.slice(2);
  if (!name || !/^[a-z0-9_]+$/.test(name)) {
    throw new Error(`Expected a migration name of a-z, 0-9 and _, got ${name ?? 'nothing'}`);
  }
  const moment = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  for (const provider of PROVIDERS) {
    const script = await migrationScript(provider, committedSchema(), readSchema());
    const folder = new URL(`./migrations/${provider}/${moment}_${name}/`, import.meta.url);
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL('migration.sql', folder), script);
    const lock = new URL(`./migrations/${provider}/migration_lock.toml`, import.meta.url);
    writeFileSync(lock, `provider = "${provider}"\n`);
    console.log(`Wrote prisma/migrations/${provider}/${moment}_${name}/migration.sql`);
  }
}

/** The SQL that leads from one set of models to another; `null` is an empty database. */
export async function migrationScript(
  provider: Provider,
  from: string | null,
  to: string,
): Promise<string> {
  const engine = await loadEngine(provider, schemaFor(provider, to));
  const { stdout } = await engine.diff({
    from: from === null ? { tag: 'empty' } : datamodel(schemaFor(provider, from)),
    to: datamodel(schemaFor(provider, to)),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

function datamodel(content: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] };
}

async function loadEngine(provider: Provider, schema: string) {
  await instantiated;
  const adapter = bindMigrationAwareSqlAdapterFactory(ADAPTERS[provider]());
  return engineModule.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => {},
    adapter,
  );
}

async function instantiate() {
  const path = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(path), {
    './schema_engine_bg.js': { ...engineModule },
  });
  // The package types its glue for bundlers, which load the binary themselves.
  const glue = engineModule as unknown as {
    __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
  };
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();
}

function committedSchema(): string | null {
  try {
    return execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}
