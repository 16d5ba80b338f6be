import type { Estimate } from '../../server/evaluations/statistics/interval.ts';
import { builder } from '../builder.ts';

const IntervalMethod = builder.enumType('IntervalMethod', {
  description: 'How the bounds of a number were reckoned.',
  values: {
    WILSON: {
      description:
        "Wilson's interval of a share: of one sample a question, and where all questions came to the same.",
    },
    CLUSTER_NORMAL: { description: 'By the standard error over questions.' },
    BOOTSTRAP: { description: 'By drawing questions anew 10,000 times: where there are few.' },
  },
});

export const EstimateObject = builder.objectRef<Estimate>('Estimate').implement({
  description: 'A number, and the bounds that the true one lies between in 95 of 100 cases.',
  fields: (t) => ({
    value: t.exposeFloat('value', { description: 'The number.' }),
    low: t.exposeFloat('low', { description: 'The lower bound.' }),
    high: t.exposeFloat('high', { description: 'The upper bound.' }),
    method: t.expose('method', { type: IntervalMethod, description: 'How they were reckoned.' }),
  }),
});
