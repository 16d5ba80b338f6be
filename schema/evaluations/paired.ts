import type {
  PairedDifference,
  PairedTest,
} from '../../server/evaluations/statistics/pairedDifference.ts';
import { builder } from '../builder.ts';
import { EstimateObject } from './estimate.ts';

const PairedTestKind = builder.enumType('PairedTestKind', {
  description: 'By which test two evaluations are told apart.',
  values: {
    MCNEMAR: { description: "McNemar's exact test: of one sample a question." },
    SIGN: { description: "The exact sign test on the questions' means." },
  },
});

const PairedTestObject = builder.objectRef<PairedTest>('PairedTest').implement({
  description: 'Whether one side is better on more questions than the other.',
  fields: (t) => ({
    kind: t.expose('kind', { type: PairedTestKind, description: 'The test.' }),
    better: t.exposeInt('better', { description: 'Questions on which the other did better.' }),
    worse: t.exposeInt('worse', { description: 'Questions on which it did worse.' }),
    equal: t.exposeInt('equal', { description: 'Questions on which both did the same.' }),
    pValue: t.exposeFloat('pValue', {
      description: 'How likely the questions fall that far apart where neither side is better.',
    }),
  }),
});

export const PairedDifferenceInterface = builder
  .interfaceRef<PairedDifference>('PairedDifference')
  .implement({
    description: 'How two evaluations differ on the same questions.',
    fields: (t) => ({
      difference: t.expose('difference', {
        type: EstimateObject,
        description:
          "The other's accuracy less the base's, with its bounds by drawing questions anew 10,000 times.",
      }),
      isTold: t.exposeBoolean('isTold', {
        description: 'Whether it is not chance: the bounds leave out zero.',
      }),
      test: t.expose('test', { type: PairedTestObject, description: 'The exact test of it.' }),
      visibleDifference: t.exposeFloat('visibleDifference', {
        description: 'Lesser differences can not be told from chance on these questions.',
      }),
    }),
  });
