import {
  type FacetValue,
  facetSize,
  MOST_LOOKED_AT,
  traceFacet,
  traceMetaPaths,
} from '../../server/traces/facet.ts';
import { metaPath, traceFilter } from '../../server/traces/filter.ts';
import { builder } from '../builder.ts';
import { TraceFilter } from './filter.ts';

const FacetValueObject = builder.objectRef<FacetValue>('FacetValue').implement({
  description: 'A value that meta has at a path.',
  fields: (t) => ({
    value: t.expose('value', { type: 'JSON', nullable: true, description: 'The value.' }),
    count: t.exposeInt('count', { description: 'In how many traces.' }),
    isFloor: t.exposeBoolean('isFloor', {
      description: `Whether there may be more: of the traces that the filter passes, the newest are looked at, ${MOST_LOOKED_AT.values} at most.`,
    }),
  }),
});

builder.queryFields((t) => ({
  traceFacet: t.field({
    type: [FacetValueObject],
    description: `The most frequent values at a path of meta, or in lists there, among the newest traces that a filter passes: ${MOST_LOOKED_AT.values} at most, fewer where finding them takes looking at many others.`,
    args: {
      path: t.arg
        .string({
          required: true,
          description: 'Keys with dots between them, such as `source` or `task.kind`.',
        })
        .validate(metaPath),
      filter: t
        .arg({ type: TraceFilter, description: 'Which traces are meant; all without it.' })
        .validate(traceFilter.nullish()),
      first: t.arg
        .int({ required: true, defaultValue: 20, description: 'The most values; 1 to 100.' })
        .validate(facetSize),
    },
    resolve: (_root, { path, filter, first }, { database, signal }) =>
      traceFacet(database, { path, filter, limit: first, signal }),
  }),
  traceMetaPaths: t.stringList({
    description: `The paths in meta that lead to scalars, or to lists of them, in the newest traces that a filter passes, ${MOST_LOOKED_AT.paths} at most: the 200 most frequent, these first.`,
    args: {
      filter: t
        .arg({ type: TraceFilter, description: 'Which traces are meant; all without it.' })
        .validate(traceFilter.nullish()),
    },
    resolve: (_root, { filter }, { database, signal }) => traceMetaPaths(database, filter, signal),
  }),
}));
