import { z } from 'zod';
import { ADDRESSES } from '../../addresses.ts';
import { regressionMargin, USUAL_MARGIN } from '../../evaluations/baselines/baselines.ts';
import { checkRegression } from '../../evaluations/baselines/checkRegression.ts';
import { numberInText } from '../../parse.ts';
import { type Call, type Route, routeWith } from '../plugins/routes.ts';

const regressionQuery = z.object({
  baseline: z.string().optional(),
  margin: numberInText(regressionMargin).default(USUAL_MARGIN),
  strict: z.enum(['true', 'false']).default('false'),
});

export const evaluationRoutes: Route[] = [
  routeWith({
    method: 'GET',
    path: ADDRESSES.regression,
    query: regressionQuery,
    handle: answerRegression,
  }),
];

/** 200 where an evaluation holds against a baseline, 409 where it does not; what can't be told holds, unless asked strictly. */
async function answerRegression(
  request: Request,
  { application, params, query }: Call<z.output<typeof regressionQuery>>,
): Promise<Response> {
  const { verdict, margin, message, baseline, comparison } = await checkRegression(
    application.database,
    { evaluationId: params['id'] ?? '', ...query, signal: request.signal },
  );
  const isFailed = verdict === 'FAIL' || (verdict === 'CANNOT_TELL' && query.strict === 'true');
  const { difference, test, visibleDifference, rows } = comparison;
  return Response.json(
    {
      verdict,
      message,
      margin,
      baseline: { name: baseline.name, evaluationId: baseline.evaluationId },
      difference: difference.value,
      interval: [difference.low, difference.high],
      pValue: test.pValue,
      visibleDifference,
      rows,
    },
    { status: isFailed ? 409 : 200 },
  );
}
