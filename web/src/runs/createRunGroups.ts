import { useSearchParams } from '@solidjs/router';
import type { Accessor } from 'solid-js';
import { readValue } from '../address/codec.ts';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunFilter, RunGrouping } from '../graphql/generated/graphql.ts';
import { groupingOf, RUN_GROUP } from './runGroup.ts';

const RunGroupsDocument = graphql(`
  query RunGroups($by: RunGrouping!, $filter: RunFilter) {
    runGroups(by: $by, filter: $filter) {
      value
      count
    }
  }
`);

export type RunGroups = ReturnType<typeof createRunGroups>;

// Where one is in a list holds for its groups only.
const FROM_THE_START = { after: null, before: null };

/** What the runs of a list stand together by, as the address says, and which groups are folded. */
export function createRunGroups(filter: Accessor<RunFilter | null>) {
  const [search, setSearch] = useSearchParams();
  const by = () => readValue(RUN_GROUP, search['group']);
  const folded = () => [search['folded'] ?? []].flat();
  const query = createFreshQuery({
    query: RunGroupsDocument,
    variables: () => ({ by: groupingOf(by() ?? 'dataset', []), filter: filter() }),
    pause: () => by() === null,
  });
  return {
    by,
    folded,
    /** All groups in the order of the list; those that are folded before they are read. */
    all: (): { value: string; count?: number }[] =>
      query.data()?.runGroups ?? folded().map((value) => ({ value })),
    /** The arguments of a list for them; none without groups. */
    arguments(): { groupBy: RunGrouping; isGrouped: true } | Record<never, never> {
      const group = by();
      return group === null ? {} : { groupBy: groupingOf(group, folded()), isGrouped: true };
    },
    choose: (group: string | null) =>
      setSearch({ ...FROM_THE_START, group, folded: null }, { scroll: false }),
    fold(value: string, isFolded: boolean) {
      const others = folded().filter((one) => one !== value);
      const next = isFolded ? [...others, value] : others;
      setSearch({ folded: next }, { replace: true, scroll: false });
    },
    refetch: query.refetch,
  };
}
