import { expect, it } from 'vitest';
import { storeEvaluation } from '../../testing/evaluating.ts';
import { describeOnEachDatabase, type TestServer } from '../../testing/testServer.ts';

/** Of so many questions the first ones right. */
function right(correct: number, of = 100): string {
  return Array.from({ length: of }, (_, row) => (row < correct ? 'c' : 'w')).join('.');
}

describeOnEachDatabase('A baseline', (open) => {
  it('is an evaluation under a name, which moves to another', async () => {
    const server = await open();
    const [one, two] = [
      await storeEvaluation(server, { told: 'c.w' }),
      await storeEvaluation(server, { told: 'c.c' }),
    ];
    expect(await set(server, one.id, 'main')).toMatchObject({
      name: 'main',
      datasetKey: 'questions-1',
      evaluation: { id: one.id },
    });
    await set(server, one.id, 'released');
    await set(server, two.id, 'main');
    const { baselines, evaluation } = await server.data(
      `query ($id: ID!) { baselines(datasetKey: "questions-1") { name evaluation { id } }
        evaluation(id: $id) { baselines { name } } }`,
      { id: one.id },
    );
    expect(baselines).toEqual([
      { name: 'main', evaluation: { id: two.id } },
      { name: 'released', evaluation: { id: one.id } },
    ]);
    expect(evaluation.baselines).toEqual([{ name: 'released' }]);
    expect(await remove(server, 'released')).toMatchObject({ name: 'released' });
    expect(await remove(server, 'released')).toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no baseline "released" of the dataset "questions-1": it has main',
    });
    expect((await server.data('{ baselines { name } }')).baselines).toEqual([{ name: 'main' }]);
  });

  it('is refused without a name, an evaluation, or its numbers', async () => {
    const server = await open();
    const { id } = await storeEvaluation(server, { told: 'c.w' });
    expect(await set(server, id, '')).toMatchObject({ code: 'VALIDATION' });
    expect(await set(server, 'none', 'main')).toMatchObject({ code: 'NOT_FOUND' });
    await server.application.database.prisma.evaluation.update({
      where: { id },
      data: { status: 'INCOMPLETE' },
    });
    expect(await set(server, id, 'main')).toMatchObject({ code: 'INVALID_STATE' });
  });

  it('goes with its evaluation', async () => {
    const server = await open();
    const { id, runId } = await storeEvaluation(server, { told: 'c.w' });
    await set(server, id, 'main');
    await server.application.database.prisma.run.delete({ where: { id: runId } });
    expect((await server.data('{ baselines { name } }')).baselines).toEqual([]);
  });
});

describeOnEachDatabase('A check of regression', (open) => {
  async function held(told: string, ...against: string[]) {
    const server = await open();
    for (const [place, base] of against.entries()) {
      const { id } = await storeEvaluation(server, { told: base });
      await set(server, id, `base${place}`);
    }
    const { id } = await storeEvaluation(server, { told, modelId: 'tunix-rt/new' });
    return { server, id };
  }

  it.for([
    ['passes what is clearly not worse', right(90, 400), right(60, 400), 'PASS', 200],
    ['fails what is clearly worse', right(60, 400), right(90, 400), 'FAIL', 409],
    ['can not tell of a few questions', 'c.w.c.w', 'w.c.c.c', 'CANNOT_TELL', 200],
  ] as const)('%s', async ([, told, base, verdict, status]) => {
    const { server, id } = await held(told, base);
    const response = await server.fetch(`/evaluations/${id}/regression`);
    expect(response.status).toBe(status);
    const answer = await response.json();
    expect(answer).toMatchObject({ verdict, margin: 0.02, baseline: { name: 'base0' } });
    const { checkRegression } = await server.data(
      `query ($id: ID!) { checkRegression(evaluationId: $id) { ... on Regression {
        verdict message comparison { difference { value } } } ... on Error { message } } }`,
      { id },
    );
    expect(checkRegression).toEqual({
      verdict,
      message: answer.message,
      comparison: { difference: { value: answer.difference } },
    });
  });

  it('says how much worse, with a margin of choice, and is strict where that is asked', async () => {
    const { server, id } = await held(right(196, 400), right(200, 400));
    const ask = async (query: string) => {
      const response = await server.fetch(`/evaluations/${id}/regression?${query}`);
      return [response.status, (await response.json()).message];
    };
    expect(await ask('margin=0.05')).toEqual([
      200,
      '−1.0 pts [−2.0, −0.3] against base0: not worse by more than 5.0 pts',
    ]);
    expect(await ask('margin=0.01&baseline=base0')).toEqual([
      200,
      '−1.0 pts [−2.0, −0.3] against base0: these questions can not tell whether it is worse by more than 1.0 pts',
    ]);
    expect((await ask('margin=0.01&strict=true'))[0]).toBe(409);
    expect((await ask('margin=0'))[0]).toBe(409);
    expect((await ask('margin=2'))[0]).toBe(400);
  });

  it('answers what is not there, not told, or made otherwise', async () => {
    const { server, id } = await held('c.w', 'c.c', 'c.w');
    const ask = async (path: string) => {
      const response = await server.fetch(path);
      return [response.status, (await response.json()).detail];
    };
    expect(await ask('/evaluations/none/regression')).toEqual([
      404,
      'There is no evaluation "none"',
    ]);
    expect(await ask(`/evaluations/${id}/regression`)).toEqual([
      404,
      'The dataset questions-1 has several baselines, base0, base1: name one',
    ]);
    expect((await ask(`/evaluations/${id}/regression?baseline=other`))[0]).toBe(404);
    const warm = await storeEvaluation(server, { told: 'cc.ww' });
    const [status, detail] = await ask(`/evaluations/${warm.id}/regression?baseline=base0`);
    expect(status).toBe(422);
    expect(detail).toContain('sampling.temperature 0 and 0.7');
    await server.application.database.prisma.baseline.deleteMany({});
    expect((await ask(`/evaluations/${id}/regression`))[1]).toBe(
      'The dataset questions-1 has no baseline: mark an evaluation as one',
    );
  });
});

async function set(server: TestServer, evaluationId: string, name: string) {
  const { setBaseline } = await server.data(
    `mutation ($input: SetBaselineInput!) { setBaseline(input: $input) {
      ... on Baseline { name datasetKey evaluation { id } } ... on Error { code message } } }`,
    { input: { evaluationId, name } },
  );
  return setBaseline;
}

async function remove(server: TestServer, name: string) {
  const { removeBaseline } = await server.data(
    `mutation ($name: String!) { removeBaseline(datasetKey: "questions-1", name: $name) {
      ... on Baseline { name } ... on Error { code message } } }`,
    { name },
  );
  return removeBaseline;
}
