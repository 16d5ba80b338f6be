import { expect, it } from 'vitest';
import { DRY_RUN_CONCURRENCY } from '../../server/runs/queue.ts';
import { eventsOf } from '../../server/testing/eventStream.ts';
import { heldInterpreter } from '../../server/testing/heldInterpreter.ts';
import { describeOnEachDatabase, type TestServer } from '../../server/testing/testServer.ts';
import { buildSample, ended, reached } from '../../server/testing/training.ts';

const RUNS = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: RunFilter, $orderBy: RunOrder, $thenBy: [RunOrder!]) {
  runs(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy, thenBy: $thenBy) {
    totalCount
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
    edges { node { id datasetKey modelId mode status } }
  }
}`;

const WATCH = 'subscription ($id: ID) { runUpdated(id: $id) { id status message exitCode } }';

describeOnEachDatabase('The list of runs', (open) => {
  it('has the newest first, and is paged both ways without a gap or a repeat', async () => {
    const server = await open();
    const ids = await startRuns(server);
    const expected = ids.toReversed();
    const forward: string[] = [];
    for (let after: string | null = null, isMore = true; isMore; ) {
      const runs = await list(server, { first: 4, after });
      forward.push(...idsOf(runs));
      after = runs.pageInfo.endCursor;
      isMore = runs.pageInfo.hasNextPage;
    }
    expect(forward).toEqual(expected);
    const backward: string[] = [];
    for (let before: string | null = null, isMore = true; isMore; ) {
      const runs = await list(server, { last: 4, before });
      backward.unshift(...idsOf(runs));
      before = runs.pageInfo.startCursor;
      isMore = runs.pageInfo.hasPreviousPage;
    }
    expect(backward).toEqual(expected);
  });

  it('is filtered by status, dataset, model and mode, all together', async () => {
    const server = await open();
    const ids = await startRuns(server);
    await server.application.queue.idle();
    const matching = async (filter: object) => {
      const runs = await list(server, { first: 100, filter });
      expect(runs.totalCount).toBe(runs.edges.length);
      return idsOf(runs)
        .map((id) => ids.indexOf(id))
        .reverse();
    };
    expect(await matching({})).toHaveLength(9);
    expect(await matching({ datasetKey: 'a-1' })).toEqual([0, 2, 4, 6, 8]);
    expect(await matching({ modelId: MODELS[1] })).toEqual([1, 4, 7]);
    expect(await matching({ datasetKey: 'a-1', modelId: MODELS[1] })).toEqual([4]);
    expect(await matching({ status: ['FAILED'] })).toEqual([1, 3, 5, 7]);
    expect(await matching({ status: ['FAILED', 'COMPLETED'] })).toHaveLength(9);
    expect(await matching({ status: ['COMPLETED'], modelId: MODELS[0] })).toEqual([0, 6]);
    expect(await matching({ status: [] })).toEqual([]);
    expect(await matching({ mode: 'DRY_RUN' })).toHaveLength(9);
    expect(await matching({ mode: 'LOCAL' })).toEqual([]);
    expect(await matching({ datasetKey: 'a' })).toEqual([]);
    expect(await matching({ datasetKeyContains: 'A-' })).toEqual([0, 2, 4, 6, 8]);
    expect(await matching({ datasetKeyContains: 'a_' })).toEqual([]);
    expect(await matching({ datasetKeyContains: '' })).toHaveLength(9);
    expect(await matching({ modelIdContains: 'MMA-2', datasetKeyContains: 'a' })).toEqual([4]);
    expect(
      await matching({ datasetKey: null, modelId: null, mode: null, status: null }),
    ).toHaveLength(9);
  });

  it('is there for a dataset too', async () => {
    const server = await open();
    const ids = await startRuns(server);
    const { dataset } = await server.data(
      '{ dataset(key: "b-1") { runs(first: 2) { edges { node { id } } } } }',
    );
    expect(idsOf(dataset.runs)).toEqual([ids[7], ids[5]]);
  });

  it.for(['garbage', cursorOf('GPC:S:a\0'), cursorOf('GPC:S:\ud800'), cursorOf('GPC:N:12')])(
    'refuses %j, which is no cursor',
    async (text) => {
      const server = await open();
      const { data, errors } = await server.send(RUNS, { after: text });
      expect(data).toBeNull();
      expect(errors).toEqual([
        expect.objectContaining({
          message: `after: Expected a cursor that this list gave out, got ${JSON.stringify(text)}; start again without one`,
          extensions: expect.objectContaining({ code: 'VALIDATION' }),
        }),
      ]);
    },
  );

  it('is ordered by what it shows, with a place in each order', async () => {
    const server = await open();
    const ids = await startRuns(server);
    await server.application.queue.idle();
    for (const field of ['NAME', 'STATUS', 'DATASET', 'MODEL', 'TRAIN_LOSS', 'EVAL_LOSS']) {
      const orders: Record<string, string[]> = {};
      for (const direction of ['ASC', 'DESC']) {
        const orderBy = { field, direction };
        const whole = idsOf(await list(server, { first: 100, orderBy }));
        const paged: string[] = [];
        for (let after: string | null = null, isMore = true; isMore; ) {
          const runs = await list(server, { first: 4, after, orderBy });
          paged.push(...idsOf(runs));
          after = runs.pageInfo.endCursor;
          isMore = runs.pageInfo.hasNextPage;
        }
        expect(paged).toEqual(whole);
        expect([...whole].sort()).toEqual(ids);
        orders[direction] = whole;
      }
      expect(orders['DESC']).toEqual(orders['ASC']?.toReversed());
    }
    const { edges } = await list(server, {
      first: 9,
      orderBy: { field: 'MODEL', direction: 'ASC' },
    });
    expect(edges.map(({ node }: { node: { modelId: string } }) => node.modelId)).toEqual(
      MODELS.flatMap((model) => [model, model, model]).sort(),
    );
  });

  it('is ordered by a second key where the first leaves runs equal, each its own way', async () => {
    const server = await open();
    await startRuns(server);
    await server.application.queue.idle();
    const sorted = { orderBy: { field: 'DATASET', direction: 'ASC' }, first: 100 };
    const thenBy = [{ field: 'MODEL', direction: 'DESC' }];
    const whole = await list(server, { ...sorted, thenBy });
    const told: string[][] = whole.edges.map(
      ({ node }: { node: { datasetKey: string; modelId: string } }) => [
        node.datasetKey,
        node.modelId,
      ],
    );
    const models: string[] = MODELS.toSorted().reverse();
    expect(told).toEqual(
      told.toSorted(
        ([key = '', model = ''], [other = '', otherModel = '']) =>
          key.localeCompare(other) || models.indexOf(model) - models.indexOf(otherModel),
      ),
    );
    expect(new Set(told.map(([, model]) => model)).size).toBeGreaterThan(1);
    const paged: string[] = [];
    for (let before: string | null = null, isMore = true; isMore; ) {
      const runs = await list(server, { ...sorted, first: undefined, last: 2, before, thenBy });
      paged.unshift(...idsOf(runs));
      before = runs.pageInfo.startCursor;
      isMore = runs.pageInfo.hasPreviousPage;
    }
    expect(paged).toEqual(idsOf(whole));
  });

  it('refuses to be ordered by a metric without a name, or by another with one', async () => {
    const server = await open();
    for (const orderBy of [
      { field: 'METRIC', direction: 'ASC' },
      { field: 'NAME', metric: 'train/loss', direction: 'ASC' },
    ]) {
      const { errors } = await server.send(RUNS, { orderBy });
      expect(errors?.[0]?.message).toContain('Expected `metric` to be the name of one');
    }
  });

  it('refuses the place of another order', async () => {
    const server = await open();
    await startRuns(server);
    const { pageInfo } = await list(server, {
      first: 2,
      orderBy: { field: 'NAME', direction: 'ASC' },
    });
    for (const field of ['CREATED_AT', 'EVAL_LOSS', 'STATUS']) {
      const orderBy = { field, direction: 'ASC' };
      const { errors } = await server.send(RUNS, { after: pageInfo.endCursor, orderBy });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'VALIDATION' });
    }
  });

  it('says how many runs of each status the rest of the filter passes', async () => {
    const server = await open();
    await startRuns(server);
    await server.application.queue.idle();
    const { runs } = await server.data(
      '{ runs(filter: { status: [PENDING], text: "DRY RUN" }) { totalCount statuses { status count } } }',
    );
    expect(runs).toEqual({
      totalCount: 0,
      statuses: [
        { status: 'COMPLETED', count: 5 },
        { status: 'FAILED', count: 4 },
      ],
    });
  });

  it('finds a text in name, dataset, model and message', async () => {
    const server = await open();
    const ids = await startRuns(server);
    await server.application.queue.idle();
    const matching = async (text: string) =>
      idsOf(await list(server, { first: 100, filter: { text } })).map((id) => ids.indexOf(id));
    expect(await matching('RUN B #2')).toEqual([3]);
    expect(await matching('b-1')).toEqual([7, 5, 3, 1]);
    expect(await matching('Gemma-2-')).toEqual([7, 4, 1]);
    expect(await matching('validation SUCC')).toEqual([8, 6, 4, 2, 0]);
    expect(await matching('100%')).toEqual([]);
    expect(await matching('абвгдежзийклмнопрстуфхцчшщъыьэюя')).toEqual([]);
  });

  it('finds a model by a part of its id in letters of either case, whatever their alphabet', async () => {
    const server = await open();
    await buildSample(server);
    for (const modelId of ['Übung/Klein', 'other/model']) {
      const { startRun } = await server.data(
        'mutation ($input: StartRunInput!) { startRun(input: $input) { __typename } }',
        { input: { datasetKey: 'sample-1', modelId } },
      );
      expect(startRun.__typename).toBe('Run');
    }
    for (const modelIdContains of ['übung', 'ÜBUNG', 'u\u0308bung']) {
      const { runs } = await server.data(RUNS, { filter: { modelIdContains } });
      expect(runs.totalCount).toBe(1);
    }
  });

  it.for(['GPC:J:["x"]', '{}', '["a","b"]'])(
    'refuses %j, the cursor of another list',
    async (place) => {
      const server = await open();
      const { data, errors } = await server.send(RUNS, { after: cursorOf(place) });
      expect(data).toBeNull();
      expect(errors).toEqual([
        expect.objectContaining({
          message: `cursor: Expected a cursor that this list gave out, got ${JSON.stringify(cursorOf(place))}; start again without one`,
          extensions: expect.objectContaining({ code: 'VALIDATION' }),
        }),
      ]);
    },
  );

  it('knows no run of an unknown id', async () => {
    const server = await open();
    expect(await server.data('{ run(id: "unknown") { id } }')).toEqual({ run: null });
  });
});

describeOnEachDatabase('Watching a dry run', (open) => {
  it('gives its state, each change of it, and ends with it', async () => {
    const { python, asked, letGoOn } = await heldInterpreter();
    const server = await open({ TUNIX_PYTHON: python });
    await buildSample(server);
    const id = await enqueue(server);
    await asked();
    const events = await eventsOf(server, WATCH, { id });
    expect(await next(events)).toEqual({
      id,
      status: 'RUNNING',
      message: 'At work',
      exitCode: null,
    });
    await server.data('mutation ($id: ID!) { cancelRun(id: $id) { __typename } }', { id });
    expect(await next(events)).toMatchObject({ status: 'CANCELLING' });
    await letGoOn();
    expect(await next(events)).toMatchObject({ status: 'CANCELLED' });
    expect(await next(events)).toBe('complete');
  });

  it('sees one that ends well to its end', async () => {
    const { python, asked, letGoOn } = await heldInterpreter();
    const server = await open({ TUNIX_PYTHON: python });
    await buildSample(server);
    const id = await enqueue(server);
    await asked();
    const events = await eventsOf(server, WATCH, { id });
    expect(await next(events)).toMatchObject({ id, status: 'RUNNING' });
    await letGoOn();
    const states = [];
    for (let event = await next(events); event !== 'complete'; event = await next(events)) {
      states.push(event);
    }
    expect(states.at(-1)).toEqual({
      id,
      status: 'COMPLETED',
      message: 'Dry-run validation successful',
      exitCode: 0,
    });
    expect(new Set(states.map((state) => state.id))).toEqual(new Set([id]));
  });

  it('that has ended gives its state and ends', async () => {
    const server = await open();
    await buildSample(server);
    const id = await enqueue(server);
    await ended(server, id);
    const events = await eventsOf(server, WATCH, { id });
    expect(await next(events)).toMatchObject({ id, status: 'COMPLETED' });
    expect(await next(events)).toBe('complete');
  });

  it('that is not there is refused', async () => {
    const server = await open();
    const events = await eventsOf(server, WATCH, { id: 'unknown' });
    expect(await next(events)).toEqual([
      expect.objectContaining({
        message: 'There is no run "unknown"',
        extensions: { code: 'NOT_FOUND' },
      }),
    ]);
  });

  it('without an id gives every open run, then all changes, until the server stops', async () => {
    const { python, asked } = await heldInterpreter();
    const server = await open({ TUNIX_PYTHON: python });
    await buildSample(server);
    const running: string[] = [];
    for (let run = 0; run < DRY_RUN_CONCURRENCY; run++) running.push(await enqueue(server));
    await asked();
    for (const id of running) await reached(server, id, 'RUNNING');
    const waiting = await enqueue(server);
    const events = await eventsOf(server, WATCH, { id: null });
    for (const id of running) expect(await next(events)).toMatchObject({ id, status: 'RUNNING' });
    expect(await next(events)).toMatchObject({ id: waiting, status: 'PENDING' });
    const later = await enqueue(server);
    expect(await next(events)).toMatchObject({ id: later, status: 'PENDING' });
    await server.data('mutation ($id: ID!) { cancelRun(id: $id) { __typename } }', { id: waiting });
    expect(await next(events)).toMatchObject({ id: waiting, status: 'CANCELLED' });
    await server.restart();
    expect(await next(events)).toBe('complete');
  });
});

async function list(server: TestServer, variables: object) {
  return (await server.data(RUNS, variables)).runs;
}

function idsOf({ edges }: { edges: { node: { id: string } }[] }): string[] {
  return edges.map(({ node }) => node.id);
}

const MODELS = ['google/gemma-3-270m-it', 'google/gemma-2-2b-it', 'tunix-rt/tiny'] as const;

/** Nine dry runs, in turn on the datasets a-1, which passes, and b-1, and of three models. */
async function startRuns(server: TestServer): Promise<string[]> {
  const line = JSON.stringify({
    trace_version: '1.0',
    prompt: 'p',
    final_answer: 'a',
    steps: [{ i: 0, type: 't', content: 'c' }],
  });
  await server.fetch('/traces/import?onDuplicate=keep', {
    method: 'POST',
    body: `${line}\n`.repeat(8),
  });
  await server.data(`mutation {
    a: buildDataset(input: { name: "a", version: "1" }) { __typename }
    b: buildDataset(input: { name: "b", version: "1", limit: 7 }) { __typename }
  }`);
  const ids: string[] = [];
  for (let index = 0; index < 9; index++) {
    const { startRun } = await server.data(
      'mutation ($input: StartRunInput!) { startRun(input: $input) { ... on Run { id } } }',
      { input: { datasetKey: index % 2 ? 'b-1' : 'a-1', modelId: MODELS[index % 3] } },
    );
    ids.push(startRun.id);
  }
  return ids;
}

/** What the next event holds: a run, errors, or `complete`. */
async function next(events: Awaited<ReturnType<typeof eventsOf>>) {
  const { value, done } = await events.next();
  return done ? 'complete' : (value.errors ?? value.data.runUpdated);
}

async function enqueue(server: TestServer): Promise<string> {
  const { startRun } = await server.data(
    `mutation { startRun(input: { datasetKey: "sample-1", modelId: "m", training: { batchSize: 1 } }) {
      ... on Run { id }
    } }`,
  );
  return startRun.id;
}

function cursorOf(place: string): string {
  return Buffer.from(place).toString('base64');
}
