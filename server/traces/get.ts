import type { Database } from '../database/open.ts';

/** Traces by id, in the order of the ids; those that are not stored are left out.
 * @param query which columns and relations Prisma loads of each */
export async function getTraces({ prisma }: Database, ids: string[], query: object) {
  const traces = await prisma.trace.findMany({ ...query, where: { id: { in: ids } } });
  const byId = new Map(traces.map((trace) => [trace.id, trace]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
