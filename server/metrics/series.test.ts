import { expect, it } from 'vitest';
import { eventsOf } from '../testing/eventStream.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import {
  ended,
  pointsOf,
  releaseTrainer,
  runOf,
  startTraining,
  trainingFactory,
} from '../testing/training.ts';
import { until } from '../testing/until.ts';
import { metricSeries } from './series.ts';

describeOnEachDatabase('The metrics of a run', (openServer) => {
  const open = trainingFactory(openServer);

  it('may be no finite numbers, and are told as such', async () => {
    const server = await open();
    const values = ['1.5', 'NaN', 'Infinity', '-Infinity', '-2e-300', '1e300', '0'];
    const told = values.map((value, index) => `metric=train/loss,${index},${value}`);
    const id = await startTraining(server, told.join(';'));
    await ended(server, id);
    expect(await seriesOf(server, id)).toEqual([
      {
        name: 'train/loss',
        count: 7,
        replacedCount: 0,
        steps: [0, 1, 2, 3, 4, 5, 6],
        values: [1.5, null, null, null, -2e-300, 1e300, 0],
        texts: [null, 'NaN', 'Infinity', '-Infinity', null, null, null],
      },
    ]);
    expect((await pointsOf(server, id)).map(({ value, text }) => value ?? text)).toEqual(
      values.map((value) => (Number.isFinite(Number(value)) ? Number(value) : value)),
    );
  });

  it('are to the last digit what the trainer told, wherever they are read', async () => {
    const server = await open();
    const told = [
      0.1 + 0.2,
      1234567890123456,
      1764100000.123456,
      Number.MAX_VALUE,
      Number.MIN_VALUE,
      1e21,
      ...MISREAD_BY_SQLITE,
    ];
    const id = await startTraining(server, `values=${told}`);
    await ended(server, id);
    expect((await seriesOf(server, id))[0]?.values).toEqual(told);
    expect((await pointsOf(server, id)).map(({ value }) => value)).toEqual(told);
  });

  it('come by name, each step once with its last value, of the names that are asked for', async () => {
    const server = await open();
    const id = await startTraining(
      server,
      'metric=train/loss,1,4;metric=train/loss,2,3;metric=eval/loss,2,5;metric=train/loss,2,2;metric=train/loss,3,1',
    );
    await ended(server, id);
    const train = {
      name: 'train/loss',
      count: 3,
      replacedCount: 1,
      steps: [1, 2, 3],
      values: [4, 2, 1],
    };
    const evaluation = { name: 'eval/loss', count: 1, steps: [2], values: [5] };
    expect(await seriesOf(server, id)).toMatchObject([evaluation, train]);
    expect(await seriesOf(server, id, { names: ['train/loss'] })).toMatchObject([train]);
    expect(await seriesOf(server, id, { names: ['other'] })).toMatchObject([{ count: 0 }]);
    const { run } = await server.data('query ($id: ID!) { run(id: $id) { metricNames } }', { id });
    expect(run.metricNames).toEqual(['eval/loss', 'train/loss']);
  });

  it('are thinned without losing an extreme or a gap', async () => {
    const server = await open();
    const id = await startTraining(
      server,
      'points=4000;metric=train/loss,1234,-7;metric=train/loss,2345,99999;metric=train/loss,3456,NaN',
    );
    await ended(server, id);
    const [series] = await seriesOf(server, id, { maxPoints: 100 });
    expect(series?.count).toBe(4000);
    expect(series?.steps.length).toBeGreaterThan(50);
    expect(series?.steps.length).toBeLessThanOrEqual(125);
    expect(series?.steps).toEqual([...(series?.steps ?? [])].sort((a, b) => a - b));
    const at = (step: number) => series?.values[series.steps.indexOf(step)];
    expect([at(1), at(1234), at(2345), at(3456), at(4000)]).toEqual([1 / 8, -7, 99_999, null, 500]);
    expect(series?.texts[series.steps.indexOf(3456)]).toBe('NaN');
  });

  it('come whole from a part of the steps', async () => {
    const server = await open();
    const id = await startTraining(server, 'points=4000');
    await ended(server, id);
    const part = { steps: { min: 1500, max: 1549 }, maxPoints: 100 };
    expect(await seriesOf(server, id, part)).toMatchObject([
      { count: 50, steps: Array.from({ length: 50 }, (_, index) => 1500 + index) },
    ]);
    expect(await seriesOf(server, id, { steps: { min: 3999 } })).toMatchObject([{ count: 2 }]);
    const nothing = { names: ['train/loss'], steps: { min: 5000 } };
    expect(await seriesOf(server, id, nothing)).toMatchObject([{ count: 0 }]);
  });

  it('end where who follows them goes on', async () => {
    const server = await open();
    const id = await startTraining(
      server,
      'metric=train/loss,1,4;metric=train/loss,2,3;metric=eval/loss,2,5;metric=train/loss,3,2',
    );
    await ended(server, id);
    const series = await metricSeries(server.application.database, {
      runId: id,
      names: null,
      maxPoints: 100,
      upTo: 2,
    });
    expect(series.map(({ name, count }) => [name, count])).toEqual([['train/loss', 2]]);
    expect(series[0]?.points.map(({ step }) => step)).toEqual([1, 2]);
  });

  it('can be followed from any place, and the following ends with the run', async () => {
    const server = await open();
    const id = await startTraining(server, 'points=2500;say=half;wait=on;points=2500');
    await until('the first half is stored', async () => (await runOf(server, id)).logLineCount);
    const followed = [0, 999, 2500, 4000].map(async (after) => {
      const batches = await eventsOf(
        server,
        'subscription ($id: ID!, $after: Int) { runMetrics(id: $id, after: $after) { cursor points { seq step } } }',
        { id, after },
      );
      const seen: { seq: number; step: number }[] = [];
      for await (const { data } of batches) {
        seen.push(...data.runMetrics.points);
        expect(data.runMetrics.cursor).toBe(seen.at(-1)?.seq);
      }
      return seen;
    });
    await releaseTrainer(server, id, 'on');
    const all = Array.from({ length: 5000 }, (_, index) => ({
      seq: index + 1,
      step: (index % 2500) + 1,
    }));
    for (const [index, after] of [0, 999, 2500, 4000].entries()) {
      expect(await followed[index]).toEqual(all.slice(after));
    }
  });
});

// Its reading of their shortest digits is the double beside.
const MISREAD_BY_SQLITE = [-3.676761964373827e-8, 2.030291056999457, 8.28452906995166e-5];

type Series = {
  name: string;
  count: number;
  replacedCount: number;
  steps: number[];
  values: (number | null)[];
  texts: (string | null)[];
};

async function seriesOf(
  server: TestServer,
  id: string,
  chosen: { names?: string[]; steps?: { min?: number; max?: number }; maxPoints?: number } = {},
): Promise<Series[]> {
  const { run } = await server.data(
    `query ($id: ID!, $names: [String!], $steps: IntRange, $maxPoints: Int) { run(id: $id) {
      metrics(names: $names, steps: $steps, maxPoints: $maxPoints) { name count replacedCount steps values texts }
    } }`,
    { id, ...chosen },
  );
  return run.metrics;
}
