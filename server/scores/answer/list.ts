import type { Scoring } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';

export function listScorings({ prisma }: Database): Promise<Scoring[]> {
  return prisma.scoring.findMany({ orderBy: { id: 'desc' }, take: 20 });
}
