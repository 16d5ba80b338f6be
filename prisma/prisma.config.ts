import { defineConfig } from 'prisma/config';

// For `prisma migrate deploy` and its kin: the provider follows from DATABASE_URL, as it does in the server.
const url = process.env['DATABASE_URL'] || 'file:.tunix-rt/tunix-rt.db';
const isPostgresql = /^postgres(ql)?:/.test(url);

export default defineConfig({
  schema: isPostgresql ? './generated/postgresql.prisma' : './schema.prisma',
  migrations: { path: isPostgresql ? './migrations/postgresql' : './migrations/sqlite' },
  datasource: { url },
});
