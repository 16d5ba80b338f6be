import {
  type CriteriaSummary,
  listCriteria,
  type ScoreFacetValue,
  scoreFacet,
} from '../../server/scores/criteriaList.ts';
import { facetSize } from '../../server/traces/facet.ts';
import { traceFilter } from '../../server/traces/filter.ts';
import { builder } from '../builder.ts';
import { TraceFilter } from '../traces/filter.ts';

const Criteria = builder.objectRef<CriteriaSummary>('Criteria').implement({
  description: 'What traces were judged by, and how that came out.',
  fields: (t) => ({
    criteria: t.exposeString('criteria', { description: 'Its name.' }),
    traceCount: t.exposeInt('traceCount', {
      description: 'How many traces have a newest score as a whole.',
    }),
    stepCount: t.exposeInt('stepCount', { description: 'How many steps have one.' }),
    min: t.exposeFloat('min', {
      nullable: true,
      description: 'The least newest score of a whole trace; null where only steps were judged.',
    }),
    max: t.exposeFloat('max', { nullable: true, description: 'The greatest.' }),
    mean: t.exposeFloat('mean', { nullable: true, description: 'The mean.' }),
  }),
});

const ScoreFacetValueObject = builder.objectRef<ScoreFacetValue>('ScoreFacetValue').implement({
  description: 'What traces were given by a criteria.',
  fields: (t) => ({
    label: t.exposeString('label', {
      nullable: true,
      description: 'The label; null where the score has none.',
    }),
    score: t.exposeFloat('score', {
      nullable: true,
      description: 'The number of scores without a label.',
    }),
    count: t.exposeInt('count', { description: 'How many traces.' }),
  }),
});

builder.queryFields((t) => ({
  criteria: t.field({
    type: [Criteria],
    description: 'Every criteria by which something was judged, by name.',
    resolve: (_root, _args, { database, signal }) => listCriteria(database, signal),
  }),
  scoreFacet: t.field({
    type: [ScoreFacetValueObject],
    description:
      'The most frequent labels, or numbers where there are none, of the newest scores by a criteria of the traces that a filter passes.',
    args: {
      criteria: t.arg.string({ required: true, description: 'What they were judged by.' }),
      filter: t
        .arg({ type: TraceFilter, description: 'Which traces are meant; all without it.' })
        .validate(traceFilter.nullish()),
      first: t.arg
        .int({ required: true, defaultValue: 20, description: 'The most values; 1 to 100.' })
        .validate(facetSize),
    },
    resolve: (_root, { criteria, filter, first }, { database, signal }) =>
      scoreFacet(database, { criteria, filter, limit: first, signal }),
  }),
}));
