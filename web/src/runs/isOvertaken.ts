import type { OperationResult } from '@urql/core';

type Told = { runUpdated?: { id: string; status?: string } };
type Listed = { runs?: { edges?: { node: { id: string } }[] } };

/** Whether what events told of runs, oldest first, is newer than an answer: it has an older status of a run, or
 * newest runs among which one is missing. */
export function isOvertaken(
  told: Pick<OperationResult<Told>, 'data'>[],
  answer: Pick<OperationResult<Listed>, 'data' | 'operation'>,
): boolean {
  const latest = new Map(
    told.flatMap(({ data }) => (data?.runUpdated ? [[data.runUpdated.id, data.runUpdated]] : [])),
  );
  if (latest.size === 0) return false;
  return (
    runsIn(answer.data).some(({ id, status }) => {
      const known = latest.get(id)?.status;
      return known !== undefined && status !== undefined && known !== status;
    }) || [...latest.keys()].some((id) => isMissing(id, answer))
  );
}

function isMissing(
  id: string,
  { data, operation }: Pick<OperationResult<Listed>, 'data' | 'operation'>,
): boolean {
  const edges = data?.runs?.edges;
  const { first, last, filter, orderBy, after, before } = Object(operation.variables);
  if (edges === undefined || last || filter || orderBy || after || before) return false;
  const ids = edges.map(({ node }) => node.id);
  // A later run has a greater id; a list that is not full has room for any.
  return !ids.includes(id) && (ids.length < first || id > (ids.at(-1) ?? ''));
}

function runsIn(data: unknown): { id: string; status?: string }[] {
  if (typeof data !== 'object' || data === null) return [];
  const inside = Object.values(data).flatMap(runsIn);
  return '__typename' in data && data.__typename === 'Run' && 'id' in data
    ? [data as { id: string; status?: string }, ...inside]
    : inside;
}
