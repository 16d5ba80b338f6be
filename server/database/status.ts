import { sql } from '@prisma/client-runtime-utils';
import type { Database } from './open.ts';

export async function databaseStatus({ prisma, provider, check }: Database) {
  try {
    check();
    await prisma.$queryRaw(sql`SELECT 1`);
    return { status: 'healthy', provider, error: null };
  } catch (error) {
    return { status: 'down', provider, error: error instanceof Error ? error.name : 'Unknown' };
  }
}
