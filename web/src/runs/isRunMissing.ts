import type { OperationResult } from '@urql/core';

type Told = { runUpdated?: { id: string } };
type Listed = { runs?: { edges?: { node: { id: string } }[] } };

/** Whether a run that an event told of belongs into the newest runs that were read, and is not there. */
export function isRunMissing(
  { data: told }: Pick<OperationResult<Told>, 'data'>,
  { data, operation }: Pick<OperationResult<Listed>, 'data' | 'operation'>,
): boolean {
  const id = told?.runUpdated?.id;
  const edges = data?.runs?.edges;
  const { first, filter, after, before } = Object(operation.variables);
  if (id === undefined || edges === undefined || filter || after || before) return false;
  const ids = edges.map(({ node }) => node.id);
  // A later run has a greater id; a list that is not full has room for any.
  return !ids.includes(id) && (ids.length < first || id > (ids.at(-1) ?? ''));
}
