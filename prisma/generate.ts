// Generates Prisma's client for both providers from the one schema.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSchema, schemaFor } from './schemas.ts';

const folder = fileURLToPath(new URL('./generated/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}postgresql.prisma`, schemaFor('postgresql', readSchema()));

const config = fileURLToPath(new URL('./prisma.config.ts', import.meta.url));
for (const schema of [
  fileURLToPath(new URL('./schema.prisma', import.meta.url)),
  `${folder}postgresql.prisma`,
]) {
  execFileSync('prisma', ['generate', '--config', config, '--schema', schema, '--no-hints'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Generating needs no schema engine; a path that exists keeps Prisma from downloading one.
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/false',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  });
}
