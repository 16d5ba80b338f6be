import { expect, it } from 'vitest';
import { encodeCursor } from '../cursor.ts';
import { storeEvaluation } from '../testing/evaluating.ts';
import { describeOnEachDatabase } from '../testing/testServer.ts';
import { buildQuestions } from '../testing/training.ts';

describeOnEachDatabase('Evaluations, oddly asked for,', (open) => {
  it.for([
    ['TOKENS', [1.5, 1]],
    ['TOKENS', [1e300, 1]],
    ['TOKENS', [1, 2 ** 52]],
    ['PLACE', [2 ** 40, 0]],
    ['PLACE', [0.5, 0]],
    ['LOGPROB', [-0.5, 2 ** 40]],
  ] as const)('refuse a cursor of samples by %s that holds %j', async ([field, key]) => {
    const server = await open();
    const { id } = await storeEvaluation(server, { told: 'c.w' });
    const { errors } = await server.send(
      `query ($id: ID!, $after: String!, $field: SampleOrderField!) { evaluation(id: $id) {
        samples(after: $after, orderBy: { field: $field, direction: ASC }) { cursor } } }`,
      { id, field, after: encodeCursor({ by: `samples ${field} false`, key }) },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION' } }]);
  });

  it('refuse a value of meta that no database holds', async () => {
    const server = await open();
    const { id } = await storeEvaluation(server, { told: 'c.w' });
    const { errors } = await server.send(
      `query ($id: ID!) { evaluation(id: $id) {
        rows(filter: { meta: { path: "level", value: "\\u0000" } }) { cursor } } }`,
      { id },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'VALIDATION' } }]);
  });

  it('have a forecast of more samples than a column counts', async () => {
    const server = await open();
    await buildQuestions(server, 3);
    const { evaluationForecast } = await server.data(
      `{ evaluationForecast(datasetKey: "questions-1", samples: 1000000, stepCount: 1000000, maxNewTokens: 1000000) {
        ... on EvaluationForecast { samples mostTokens } } }`,
    );
    expect(evaluationForecast).toEqual({ samples: 3e12, mostTokens: 3e18 });
  });

  it('find a baseline among more than are listed, and name some of those that there are', async () => {
    const server = await open();
    const { id } = await storeEvaluation(server, { told: 'c.w' });
    await server.application.database.prisma.baseline.createMany({
      data: Array.from({ length: 1_100 }, (_, number) => ({
        ...{ id: `baseline ${number}`, datasetKey: 'questions-1', evaluationId: id },
        ...{ name: `n${String(number).padStart(4, '0')}`, createdAt: new Date() },
      })),
    });
    const found = await server.fetch(`/evaluations/${id}/regression?baseline=n1099`);
    expect(await found.json()).toMatchObject({ verdict: 'CANNOT_TELL' });
    const none = await server.fetch(`/evaluations/${id}/regression?baseline=other`);
    const { detail } = await none.json();
    expect(detail).toMatch(/it has n0000, n0001, .*, n0019, …$/);
  });
});
