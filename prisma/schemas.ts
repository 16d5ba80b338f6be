import { readFileSync } from 'node:fs';

export const PROVIDERS = ['sqlite', 'postgresql'] as const;
export type Provider = (typeof PROVIDERS)[number];

export function readSchema(): string {
  return readFileSync(new URL('./schema.prisma', import.meta.url), 'utf8');
}

/** The schema for a provider, from the one that is written for SQLite. PostgreSQL keeps JSON as `json`,
 * not `jsonb`, because `jsonb` loses the order of keys that exports reproduce. */
export function schemaFor(provider: Provider, schema: string): string {
  if (provider === 'sqlite') return schema;
  return schema
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('./generated/sqlite', './postgresql')
    .replace(/generator pothos \{[^}]*\}\n\n/, '')
    .replace(/^(\s+\w+\s+Json\??)(?=\s|$)/gm, '$1 @db.Json');
}
