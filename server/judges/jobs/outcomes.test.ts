import { expect, it } from 'vitest';
import { judgeEndpointFactory } from '../../testing/judgeEndpoint.ts';
import {
  byPrompt,
  jobEnded,
  resume,
  runJudge,
  storeJudge,
  storePrompts,
} from '../../testing/judging.ts';
import { silencedErrors } from '../../testing/silencedErrors.ts';
import { describeOnEachDatabase, serverFactory } from '../../testing/testServer.ts';

const openEndpoint = judgeEndpointFactory();
const errors = silencedErrors();

describeOnEachDatabase('A job of a judge', (open) => {
  it('tells a refusal, nonsense, a time-out and an error apart', async () => {
    const endpoint = await openEndpoint();
    const server = await open({ JUDGE_BASE_URL: endpoint.url, JUDGE_TIMEOUT_SECONDS: '1' });
    const prompts = ['fine', '[refusal]', '[nonsense]', '[silence]', '[400]'];
    await storePrompts(server, prompts);
    const { id, itemCount } = await runJudge(server, await storeJudge(server), { concurrency: 8 });
    expect(itemCount).toBe(5);
    const job = await jobEnded(server, id);
    expect(job).toMatchObject({
      status: 'COMPLETED',
      scoredCount: 1,
      refusedCount: 1,
      unparseableCount: 1,
      errorCount: 2,
      promptTokens: 300,
      completionTokens: 30,
    });
    const items = byPrompt(job);
    const told = prompts.map((prompt) => [items[prompt].outcome, items[prompt].cause]);
    expect(told).toEqual([
      ['SCORED', null],
      ['REFUSED', null],
      ['UNPARSEABLE', null],
      ['ERROR', 'TIMEOUT'],
      ['ERROR', 'STATUS'],
    ]);
    expect(items['[nonsense]'].answer).toContain('lemon');
    expect(items['fine'].verdicts).toEqual([
      { criteria: 'quality', score: 4, label: null, explanation: 'sound' },
    ]);
    const { judgeJob } = await server.data(
      `query ($id: ID!) { judgeJob(id: $id) {
        errors: items(outcome: ERROR) { edges { node { cause } } }
        late: items(outcome: ERROR, cause: TIMEOUT) { edges { node { trace { prompt } } } }
      } }`,
      { id },
    );
    expect(judgeJob.errors.edges).toHaveLength(2);
    expect(judgeJob.late.edges).toEqual([{ node: { trace: { prompt: '[silence]' } } }]);
  });

  it('makes scores of what was scored only, in the name and version of the judge', async () => {
    const endpoint = await openEndpoint();
    const server = await open({ JUDGE_BASE_URL: endpoint.url });
    await storePrompts(server, ['fine', '[refusal]', '[nonsense]']);
    await storeJudge(server);
    const judgeId = await storeJudge(server, { maxTokens: 300 });
    await jobEnded(server, (await runJudge(server, judgeId)).id);
    const { traces } = await server.data(
      '{ traces { edges { node { prompt scores { source judge version criteria score explanation isCalibrated } } } } }',
    );
    expect(traces.edges.map(({ node }: { node: object }) => node)).toEqual([
      { prompt: '[nonsense]', scores: [] },
      { prompt: '[refusal]', scores: [] },
      {
        prompt: 'fine',
        scores: [
          {
            source: 'JUDGE',
            judge: 'grader',
            version: '2',
            criteria: 'quality',
            score: 4,
            explanation: 'sound',
            isCalibrated: false,
          },
        ],
      },
    ]);
  });

  it('asks about no trace that its judge has scored, unless told to', async () => {
    const endpoint = await openEndpoint();
    const server = await open({ JUDGE_BASE_URL: endpoint.url });
    await storePrompts(server, ['one', 'two']);
    const judgeId = await storeJudge(server);
    await jobEnded(server, (await runJudge(server, judgeId)).id);
    expect(await runJudge(server, judgeId)).toMatchObject({ code: 'EMPTY_SELECTION' });
    await jobEnded(server, (await runJudge(server, judgeId, { again: true })).id);
    expect(endpoint.requests).toHaveLength(4);
  });
});

const open = serverFactory();

it('Every fault of an endpoint ends as the outcome that it is', async () => {
  const endpoint = await openEndpoint();
  const server = await open({ JUDGE_BASE_URL: endpoint.url, JUDGE_TIMEOUT_SECONDS: '1' });
  const expected = {
    '[refusal in words]': ['REFUSED', null, 1],
    '[filter]': ['REFUSED', null, 1],
    '[filter of the prompt]': ['REFUSED', null, 1],
    '[wrong JSON]': ['UNPARSEABLE', null, 1],
    '[out of range]': ['UNPARSEABLE', null, 1],
    '[cut off]': ['UNPARSEABLE', null, 1],
    '[empty]': ['UNPARSEABLE', null, 1],
    '[huge]': ['UNPARSEABLE', null, 1],
    '[no choices]': ['ERROR', 'PROTOCOL', 1],
    '[not JSON]': ['ERROR', 'PROTOCOL', 1],
    '[wrong content type]': ['ERROR', 'PROTOCOL', 1],
    '[JSON as text]': ['SCORED', null, 1],
    '[error in 200]': ['ERROR', 'STATUS', 5],
    '[drip]': ['ERROR', 'TIMEOUT', 2],
    '[reset]': ['ERROR', 'CONNECTION', 5],
    '[reset once]': ['SCORED', null, 2],
    '[500 once]': ['SCORED', null, 2],
    '[500]': ['ERROR', 'STATUS', 5],
    '[429 once]': ['SCORED', null, 2],
    '[429 for long]': ['ERROR', 'RATE_LIMIT', 1],
  };
  await storePrompts(server, Object.keys(expected));
  const { id } = await runJudge(server, await storeJudge(server), { concurrency: 64 });
  const job = await jobEnded(server, id);
  const items = Object.entries(byPrompt(job)).map(([prompt, item]) => [
    prompt,
    [item.outcome, item.cause, item.attempts],
  ]);
  expect(Object.fromEntries(items)).toEqual(expected);
  const [first, second] = endpoint.requests.filter(({ content }) => content.includes('429 once'));
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
});

it('A refused key stops a job, which goes on when it is mended', async () => {
  const endpoint = await openEndpoint();
  const server = await open({ JUDGE_BASE_URL: endpoint.url });
  await storePrompts(
    server,
    Array.from({ length: 30 }, (_, index) => `${index} [401]`),
  );
  const judgeId = await storeJudge(server);
  const { id } = await runJudge(server, judgeId, { concurrency: 2 });
  const job = await jobEnded(server, id);
  expect(job.status).toBe('FAILED');
  expect(job.message).toContain('401: who are you. Check JUDGE_API_KEY');
  expect(job.errorCount).toBe(0);
  expect(endpoint.requests.length).toBeLessThanOrEqual(2);
  endpoint.release();
  await resume(server, id);
  expect(await jobEnded(server, id)).toMatchObject({ status: 'COMPLETED', scoredCount: 30 });
});

it('A job stops when nothing but errors come, and leaves the rest for later', async () => {
  const endpoint = await openEndpoint();
  const server = await open({ JUDGE_BASE_URL: endpoint.url });
  await storePrompts(
    server,
    Array.from({ length: 40 }, (_, index) => `${index} [down]`),
  );
  const { id } = await runJudge(server, await storeJudge(server), { concurrency: 2 });
  const job = await jobEnded(server, id);
  expect(job.status).toBe('FAILED');
  expect(job.message).toContain('20 traces in a row ended in an error');
  expect(job.errorCount).toBeLessThan(25);
  endpoint.release();
  await resume(server, id, ['ERROR']);
  expect(await jobEnded(server, id)).toMatchObject({
    status: 'COMPLETED',
    scoredCount: 40,
    errorCount: 0,
  });
});

it('The key is sent, and shown, stored and logged nowhere', async () => {
  const endpoint = await openEndpoint();
  const key = 'sk-very-secret-0123';
  const server = await open({ JUDGE_BASE_URL: endpoint.url, JUDGE_API_KEY: key });
  await storePrompts(server, ['[400]']);
  const { id } = await runJudge(server, await storeJudge(server));
  const job = await jobEnded(server, id);
  expect(endpoint.requests[0]?.authorization).toBe(`Bearer ${key}`);
  const { reason } = byPrompt(job)['[400]'];
  expect(reason).toBe('The endpoint answered 400: bad request of Bearer …');
  const shown = await server.data('{ judgeStatus { message baseUrl available } }');
  const stored = await server.application.database.prisma.judgeItem.findMany();
  expect(JSON.stringify([job, shown, stored, errors()])).not.toContain(key);
});

it('A redirect is not followed, so that the key stays where it belongs', async () => {
  const endpoint = await openEndpoint();
  const server = await open({ JUDGE_BASE_URL: endpoint.url, JUDGE_API_KEY: 'sk-1' });
  await storePrompts(server, ['[redirect]']);
  const { id } = await runJudge(server, await storeJudge(server));
  expect(await jobEnded(server, id)).toMatchObject({ status: 'FAILED', errorCount: 0 });
});

it('Without an endpoint a job says what to set', async () => {
  const server = await open();
  await storePrompts(server, ['one']);
  const answer = await runJudge(server, await storeJudge(server));
  expect(answer.code).toBe('JUDGE_UNAVAILABLE');
  expect(answer.message).toContain('Set JUDGE_BASE_URL');
  const { judgeStatus } = await server.data('{ judgeStatus { available message } }');
  expect(judgeStatus).toEqual({ available: false, message: answer.message });
});
