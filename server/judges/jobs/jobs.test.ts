import { expect, it } from 'vitest';
import { eventsOf } from '../../testing/eventStream.ts';
import { type JudgeEndpoint, judgeEndpointFactory } from '../../testing/judgeEndpoint.ts';
import {
  byPrompt,
  cancelJob,
  jobEnded,
  jobOf,
  resume,
  runJudge,
  storeJudge,
  storePrompts,
} from '../../testing/judging.ts';
import { serverProcessFactory } from '../../testing/serverProcess.ts';
import { describeOnEachDatabase, type TestServer } from '../../testing/testServer.ts';
import { until } from '../../testing/until.ts';

const openEndpoint = judgeEndpointFactory();

describeOnEachDatabase('A job of a judge', (open) => {
  it('is cancelled in the middle: what was answered stays, and the rest can be gone on with', async () => {
    const endpoint = await openEndpoint();
    const server = await open({ JUDGE_BASE_URL: endpoint.url });
    await storePrompts(server, ['later [hold]', 'held [hold]', 'one', 'two']);
    const { id } = await runJudge(server, await storeJudge(server), { concurrency: 1 });
    await until('the third trace is asked about', () => endpoint.requests.length === 3);
    expect(await cancelJob(server, id)).toMatchObject({ status: 'CANCELLED' });
    expect(await cancelJob(server, id)).toMatchObject({ code: 'INVALID_STATE' });
    endpoint.release();
    expect(await jobOf(server, id)).toMatchObject({ status: 'CANCELLED', scoredCount: 2 });
    expect(await resume(server, id)).toMatchObject({ status: 'PENDING' });
    const job = await jobEnded(server, id);
    expect(job).toMatchObject({ status: 'COMPLETED', scoredCount: 4 });
    expect(askedAbout(endpoint)).toEqual({ two: 1, one: 1, 'held [hold]': 2, 'later [hold]': 1 });
    expect(await scoresIn(server)).toBe(4);
  });

  it('asks again about the outcomes that are named, and about nothing that was scored', async () => {
    const endpoint = await openEndpoint();
    const server = await open({ JUDGE_BASE_URL: endpoint.url });
    await storePrompts(server, ['one', '[down]', '[nonsense]']);
    const { id } = await runJudge(server, await storeJudge(server));
    await jobEnded(server, id);
    endpoint.release();
    await resume(server, id, ['ERROR']);
    const job = await jobEnded(server, id);
    expect(job).toMatchObject({ scoredCount: 2, unparseableCount: 1, errorCount: 0 });
    expect(askedAbout(endpoint)).toEqual({ one: 1, '[down]': 2, '[nonsense]': 1 });
    expect(byPrompt(job)['[down]'].attempts).toBe(2);
    expect(await resume(server, id)).toMatchObject({ code: 'INVALID_STATE' });
    expect(await resume(server, id, ['ERROR'])).toMatchObject({ code: 'INVALID_STATE' });
    expect(await jobOf(server, id)).toMatchObject({ status: 'COMPLETED' });
  });

  it('goes on after a restart where it stood', async () => {
    const endpoint = await openEndpoint();
    const server = await open({ JUDGE_BASE_URL: endpoint.url });
    await storePrompts(server, ['three', 'held [hold]', 'one']);
    const { id } = await runJudge(server, await storeJudge(server), { concurrency: 1 });
    await until('the second trace is asked about', () => endpoint.requests.length === 2);
    await server.restart(async () => endpoint.release());
    expect(await jobEnded(server, id)).toMatchObject({ status: 'COMPLETED', scoredCount: 3 });
    expect(askedAbout(endpoint)).toEqual({ one: 1, 'held [hold]': 2, three: 1 });
    expect(await scoresIn(server)).toBe(3);
  });

  it('tells those who watch of its progress, until it has ended', async () => {
    const endpoint = await openEndpoint();
    const server = await open({ JUDGE_BASE_URL: endpoint.url });
    await storePrompts(server, ['held [hold]', 'one']);
    const { id } = await runJudge(server, await storeJudge(server), { concurrency: 1 });
    await until('the second trace is asked about', () => endpoint.requests.length === 2);
    const events = await eventsOf(
      server,
      'subscription ($id: ID!) { judgeJobUpdated(id: $id) { status scoredCount } }',
      { id },
    );
    const told = [(await events.next()).value?.data.judgeJobUpdated];
    expect(told).toEqual([{ status: 'RUNNING', scoredCount: 1 }]);
    endpoint.release();
    for await (const { data } of events) told.push(data.judgeJobUpdated);
    expect(told.at(-1)).toEqual({ status: 'COMPLETED', scoredCount: 2 });
  });

  it('asks about as many traces at a time as it may, and no more', async () => {
    const endpoint = await openEndpoint();
    const server = await open({ JUDGE_BASE_URL: endpoint.url });
    await storePrompts(
      server,
      Array.from({ length: 12 }, (_, index) => `${index} [hold]`),
    );
    const { id } = await runJudge(server, await storeJudge(server), { concurrency: 3 });
    await until('three are asked about', () => endpoint.requests.length === 3);
    // A fourth would have been asked about by the time that another job is through.
    const [other] = await storePrompts(server, ['other']);
    const second = await runJudge(server, await storeJudge(server, { name: 'second' }), {
      filter: { ids: [other] },
    });
    await jobEnded(server, second.id);
    expect(endpoint.requests).toHaveLength(4);
    endpoint.release();
    expect(await jobEnded(server, id)).toMatchObject({ scoredCount: 12 });
  });

  it('says of a trace that was deleted meanwhile that it was', async () => {
    const endpoint = await openEndpoint();
    const server = await open({ JUDGE_BASE_URL: endpoint.url });
    const ids = await storePrompts(server, ['gone', 'held [hold]']);
    const { id } = await runJudge(server, await storeJudge(server), { concurrency: 1 });
    await until('the first trace is asked about', () => endpoint.requests.length === 1);
    await server.data('mutation ($ids: [ID!]!) { deleteTraces(ids: $ids) { __typename } }', {
      ids,
    });
    endpoint.release();
    const job = await jobEnded(server, id);
    expect(job).toMatchObject({ status: 'COMPLETED', scoredCount: 0, errorCount: 2 });
    const causes = job.items.edges.map(({ node }: { node: { cause: string } }) => node.cause);
    expect(causes).toEqual(['DELETED', 'DELETED']);
  });
});

const processes = serverProcessFactory();

it('A server that is killed in the middle of a job asks nothing twice whose answer was stored, and loses nothing', async () => {
  const endpoint = await openEndpoint();
  const home = await processes.home();
  const environment = { JUDGE_BASE_URL: endpoint.url };
  const first = await processes.start(home, environment);
  const prompts = Array.from({ length: 40 }, (_, index) =>
    index < 20 ? `${index} [hold]` : `${index} plain`,
  );
  await storePrompts(first, prompts);
  const { id } = await runJudge(first, await storeJudge(first), { concurrency: 4 });
  await until('four are held', () => endpoint.requests.length === 24);
  const { scoredCount } = await until('the others are stored', async () => {
    const job = await jobOf(first, id);
    return job.scoredCount === 20 ? job : null;
  });
  await first.end('SIGKILL');
  endpoint.release();
  const second = await processes.start(home, environment);
  const job = await jobEnded(second, id);
  expect(scoredCount).toBe(20);
  expect(job).toMatchObject({ status: 'COMPLETED', scoredCount: 40 });
  const counts = Object.entries(askedAbout(endpoint));
  expect(counts).toHaveLength(40);
  const twice = counts.filter(([, count]) => count > 1).map(([prompt]) => prompt);
  expect(twice.every((prompt) => prompt.includes('[hold]'))).toBe(true);
  expect(twice.length).toBeLessThanOrEqual(4);
});

function askedAbout({ requests }: JudgeEndpoint): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { content } of requests) {
    const [, prompt = ''] = /^Question: (.*)\n/.exec(content) ?? [];
    counts[prompt] = (counts[prompt] ?? 0) + 1;
  }
  return counts;
}

function scoresIn({ application }: TestServer): Promise<number> {
  return application.database.prisma.score.count();
}
