import { expect, it } from 'vitest';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const CREATE = `mutation ($input: CreateReviewInput!) {
  outcome: createReview(input: $input) {
    ... on Review { id name kind criteria order seed itemCount options { label score } range { min max } }
    ... on Error { code message }
    ... on ValidationError { issues { path message } }
  }
}`;
const ITEM = `query ($id: ID!, $position: Int!, $reviewer: String!) { review(id: $id) {
  next(reviewer: $reviewer)
  item(position: $position, reviewer: $reviewer) {
    position step previous next
    traces { id prompt }
    verdict { isSkipped option label explanation }
  }
} }`;
const JUDGE = `mutation ($input: JudgeReviewItemInput!) {
  outcome: judgeReviewItem(input: $input) { ... on Review { id } ... on Error { code message } }
}`;
const SKIP = `mutation ($input: SkipReviewItemInput!) {
  outcome: skipReviewItem(input: $input) { ... on Review { id } ... on Error { code message } }
}`;
const UNDO = `mutation ($id: ID!, $reviewer: String!) {
  outcome: undoReviewVerdict(reviewId: $id, reviewer: $reviewer) {
    ... on UndoneVerdict { position } ... on Error { code message }
  }
}`;
const RESULT = `query ($id: ID!) { review(id: $id) {
  itemCount reviewers { reviewer judgedCount skippedCount }
  agreements { first second n observed expected kappa note labels table { label counts } }
} }`;
const SCORES = `{ traces(orderBy: { direction: ASC }) { edges { node {
  id prompt scores { criteria step score label explanation source judge details isNewest }
} } } }`;

const LABELS = [
  { label: 'good', score: 1 },
  { label: 'bad', score: 0 },
];
const TRACES = { name: 'First look', criteria: 'clarity', labels: LABELS, order: 'OLDEST' };

describeOnEachDatabase('A review', (open) => {
  it('holds the traces that pass its filter when it is made, in its order', async () => {
    const server = await open();
    const ids = await importTraces(server, ['a', 'b', 'c', 'other']);
    const input = { ...TRACES, filter: { ids: ids.slice(0, 3) } };
    const review = await create(server, input);
    expect(review).toMatchObject({
      name: 'First look',
      kind: 'TRACE',
      criteria: 'clarity',
      itemCount: 3,
      options: LABELS,
      range: null,
    });
    await importTraces(server, ['later']);
    expect(await promptsOf(server, review)).toEqual([['a'], ['b'], ['c']]);
    const newest = await create(server, { ...input, order: 'NEWEST', limit: 2 });
    expect(await promptsOf(server, newest)).toEqual([['c'], ['b']]);
    const random = await create(server, { ...input, order: 'RANDOM', seed: 7 });
    const again = await create(server, { ...input, order: 'RANDOM', seed: 7 });
    expect((await promptsOf(server, random)).toSorted()).toEqual([['a'], ['b'], ['c']]);
    expect(await promptsOf(server, again)).toEqual(await promptsOf(server, random));
  });

  it('makes scores of what a person says, and goes on where they were', async () => {
    const server = await open();
    await importTraces(server, ['a', 'b', 'c']);
    const review = await create(server, TRACES);
    expect((await see(server, review, 0)).next).toBe(0);
    await judge(server, review, { position: 0, option: 1, explanation: ' Too long. ' });
    expect((await see(server, review, 0)).next).toBe(1);
    expect((await see(server, review, 0)).item).toMatchObject({
      previous: null,
      next: 1,
      verdict: { isSkipped: false, option: 1, label: 'bad', explanation: 'Too long.' },
    });
    expect((await see(server, review, 0, 'Ben')).next).toBe(0);
    expect((await see(server, review, 0, 'Ben')).item.verdict).toBeNull();
    const [first] = await tracesOf(server);
    expect(first?.scores).toEqual([
      {
        criteria: 'clarity',
        step: null,
        score: 0,
        label: 'bad',
        explanation: 'Too long.',
        source: 'PERSON',
        judge: 'Ada',
        details: { review: review.id, position: 0 },
        isNewest: true,
      },
    ]);
  });

  it('passes over what is skipped, and takes back what was said last', async () => {
    const server = await open();
    await importTraces(server, ['a', 'b', 'c']);
    const review = await create(server, TRACES);
    await judge(server, review, { position: 0, option: 0 });
    await judge(server, review, { position: 0, option: 1 });
    const place = { reviewId: review.id, reviewer: 'Ada' };
    await server.data(SKIP, { input: { ...place, position: 1 } });
    expect((await see(server, review, 1)).next).toBe(2);
    expect((await see(server, review, 1)).item.verdict).toMatchObject({ isSkipped: true });
    expect((await result(server, review)).reviewers).toEqual([
      { reviewer: 'Ada', judgedCount: 1, skippedCount: 1 },
    ]);
    expect(await undo(server, review)).toEqual({ position: 1 });
    expect(await undo(server, review)).toEqual({ position: 0 });
    expect((await tracesOf(server))[0]?.scores).toMatchObject([{ score: 1, isNewest: true }]);
    expect(await undo(server, review)).toEqual({
      code: 'INVALID_STATE',
      message: 'Ada has said nothing in this review yet',
    });
    expect((await see(server, review, 0)).next).toBe(0);
  });

  it('of steps has one step after the other, and scores steps', async () => {
    const server = await open();
    await importTraces(server, ['a', 'b']);
    const review = await create(server, {
      ...TRACES,
      kind: 'STEP',
      labels: null,
      range: { min: -1, max: 1 },
      limit: 3,
    });
    expect(review).toMatchObject({
      itemCount: 3,
      options: [
        { label: '-1', score: -1 },
        { label: '0', score: 0 },
        { label: '1', score: 1 },
      ],
    });
    const { item } = await see(server, review, 1);
    expect([item.step, item.traces[0].prompt]).toEqual([1, 'a']);
    await judge(server, review, { position: 1, option: 0 });
    expect((await tracesOf(server))[0]?.scores).toMatchObject([{ step: 1, score: -1 }]);
  });

  it('by a wide range takes the numbers in it', async () => {
    const server = await open();
    await importTraces(server, ['a']);
    const review = await create(server, { ...TRACES, labels: null, range: { min: 0, max: 100 } });
    expect(review).toMatchObject({ options: [], range: { min: 0, max: 100 } });
    await judge(server, review, { position: 0, score: 73 });
    expect((await see(server, review, 0)).item.verdict).toMatchObject({
      option: null,
      label: '73',
    });
    expect((await tracesOf(server))[0]?.scores).toMatchObject([{ score: 73, label: '73' }]);
    const refused = await server.data(JUDGE, {
      input: { reviewId: review.id, reviewer: 'Ada', position: 0, score: 101 },
    });
    expect(refused.outcome.message).toBe('input.score: Expected a `score` from 0 to 100, got 101');
  });

  it('of pairs has different traces of equal prompts, each in one pair at most', async () => {
    const server = await open();
    await importTraces(server, ['alone', 'two', 'two', 'three', 'three', 'three']);
    await importTraces(server, ['two']);
    const review = await create(server, {
      ...TRACES,
      kind: 'PAIR',
      labels: null,
      criteria: 'best',
    });
    expect(await promptsOf(server, review)).toEqual([
      ['two', 'two'],
      ['three', 'three'],
    ]);
    const ids = await Promise.all([0, 1].map((position) => see(server, review, position)));
    const all = ids.flatMap(({ item }) => item.traces.map(({ id }: { id: string }) => id));
    expect(new Set(all).size).toBe(4);
  });

  it('shows each reviewer a pair in an order of their own, the same each time, and scores what they meant', async () => {
    const server = await open();
    await importTraces(
      server,
      Array.from({ length: 40 }, (_, n) => `q${Math.floor(n / 2)}`),
    );
    const review = await create(server, {
      ...TRACES,
      kind: 'PAIR',
      labels: null,
      criteria: 'best',
    });
    const leftOf = async (reviewer: string) =>
      Promise.all(
        Array.from({ length: 20 }, async (_, position) => {
          const { item } = await see(server, review, position, reviewer);
          return item.traces[0].id;
        }),
      );
    const [ada, again, ben] = [await leftOf('Ada'), await leftOf('Ada'), await leftOf('Ben')];
    expect(again).toEqual(ada);
    expect(ada.filter((id, index) => id !== ben[index]).length).toBeGreaterThan(2);
    const position = ada.findIndex((id, index) => id !== ben[index]);
    const { item } = await see(server, review, position);
    const [left, right] = item.traces.map(({ id }: { id: string }) => id);
    await judge(server, review, { position, option: 0 });
    expect(await scoresOf(server, [left, right])).toEqual([
      [{ score: 1, label: 'better', other: right }],
      [{ score: 0, label: 'worse', other: left }],
    ]);
    expect((await see(server, review, position)).item.verdict.label).toBe('left is better');
    // Ben sees them the other way round: the same trace is his right one.
    await judge(server, review, { position, option: 1 }, 'Ben');
    const { agreements } = await result(server, review);
    expect(agreements[0]).toMatchObject({ n: 1, observed: 1, labels: ['FIRST', 'SECOND', 'TIE'] });
    await judge(server, review, { position, option: 2 });
    expect(await scoresOf(server, [left, right])).toEqual([
      [{ score: 0.5, label: 'tie', other: right }],
      [{ score: 0.5, label: 'tie', other: left }],
    ]);
  });

  it('tells how far its reviewers agree, on what both judged', async () => {
    const server = await open();
    await importTraces(
      server,
      Array.from({ length: 11 }, (_, n) => `q${n}`),
    );
    const review = await create(server, TRACES);
    const said = { Ada: '00000001112', Ben: '0000011110-', Cy: '00---------' };
    for (const [reviewer, options] of Object.entries(said)) {
      for (const [position, option] of [...options].entries()) {
        const input = { reviewId: review.id, reviewer, position };
        if (option === '2') await server.data(SKIP, { input });
        else if (option !== '-')
          await judge(server, review, { position, option: Number(option) }, reviewer);
      }
    }
    const { agreements, reviewers } = await result(server, review);
    expect(reviewers).toEqual([
      { reviewer: 'Ada', judgedCount: 10, skippedCount: 1 },
      { reviewer: 'Ben', judgedCount: 10, skippedCount: 0 },
      { reviewer: 'Cy', judgedCount: 2, skippedCount: 0 },
    ]);
    expect(agreements.map(({ first, second }: Record<string, string>) => [first, second])).toEqual([
      ['Ada', 'Ben'],
      ['Ada', 'Cy'],
      ['Ben', 'Cy'],
    ]);
    // Ada: 7 good, 3 bad; Ben: 6 and 4; both good 5, both bad 2. (0.7 - 0.54) / (1 - 0.54) = 8/23.
    expect(agreements[0]).toMatchObject({
      n: 10,
      observed: 0.7,
      labels: ['good', 'bad'],
      table: [
        { label: 'good', counts: [5, 2] },
        { label: 'bad', counts: [1, 2] },
      ],
      note: null,
    });
    expect(agreements[0].kappa).toBeCloseTo(8 / 23, 14);
    expect(agreements[1]).toMatchObject({
      n: 2,
      observed: 1,
      expected: 1,
      kappa: null,
      note: expect.stringContaining('κ is not defined'),
    });
  });

  it('loses the items of a trace that is deleted, and goes on with the others', async () => {
    const server = await open();
    const [first] = await importTraces(server, ['a', 'b']);
    const review = await create(server, TRACES);
    await judge(server, review, { position: 0, option: 0 });
    await server.data(`mutation ($ids: [ID!]!) { deleteTraces(ids: $ids) { __typename } }`, {
      ids: [first],
    });
    expect(await result(server, review)).toMatchObject({ itemCount: 1, reviewers: [] });
    expect((await see(server, review, 0)).item).toBeNull();
    expect((await see(server, review, 0)).next).toBe(1);
    const gone = { reviewId: review.id, reviewer: 'Ada', position: 0, option: 0 };
    expect((await server.data(JUDGE, { input: gone })).outcome.code).toBe('NOT_FOUND');
  });

  it('can be deleted, and leaves the scores', async () => {
    const server = await open();
    await importTraces(server, ['a']);
    const review = await create(server, TRACES);
    await judge(server, review, { position: 0, option: 0 });
    const remove = `mutation ($id: ID!) { outcome: deleteReview(id: $id) {
      ... on Review { id } ... on Error { code }
    } }`;
    expect((await server.data(remove, { id: review.id })).outcome).toEqual({ id: review.id });
    expect((await server.data(remove, { id: review.id })).outcome).toEqual({ code: 'NOT_FOUND' });
    expect((await tracesOf(server))[0]?.scores).toHaveLength(1);
  });

  it('is refused without anything to judge or to say, and says what is wrong', async () => {
    const server = await open();
    await importTraces(server, ['a', 'b']);
    const messageOf = async (input: object) =>
      (await server.data(CREATE, { input: { ...TRACES, ...input } })).outcome.message;
    expect(await messageOf({ filter: { source: 'nobody' } })).toMatch(/^No trace passes/);
    expect(await messageOf({ kind: 'PAIR', labels: null })).toMatch(/same prompt/);
    expect(await messageOf({ kind: 'PAIR' })).toMatch(/neither `labels` nor `range`/);
    expect(await messageOf({ labels: null })).toMatch(/either `labels` or `range`, got none/);
    expect(await messageOf({ range: { min: 0, max: 1 } })).toMatch(/got both/);
    expect(await messageOf({ labels: null, range: { min: 1, max: 1 } })).toMatch(/below/);
    expect(await messageOf({ labels: LABELS.slice(1) })).toMatch(/at least 2 items/);
    expect(await messageOf({ labels: [LABELS[0], LABELS[0]] })).toMatch(/every label once/);
    expect(await messageOf({ name: '' })).toMatch(/input.name: Expected 1 to 128 characters/);
    const review = await create(server, TRACES);
    const place = { reviewId: review.id, reviewer: 'Ada', position: 0 };
    expect((await server.data(JUDGE, { input: { ...place, option: 2 } })).outcome.message).toBe(
      'input.option: Expected an `option`, 0 for good, 1 for bad, and no `score`, got 2',
    );
    expect((await server.data(JUDGE, { input: place })).outcome.message).toMatch(/got nothing/);
    const anonymous = { ...place, reviewer: '', option: 0 };
    expect((await server.data(JUDGE, { input: anonymous })).outcome.code).toBe('VALIDATION');
  });
});

type Review = { id: string; itemCount: number };
type Listed = {
  id: string;
  scores: { score: number; label: string; details: { other?: string } }[];
};

async function create(server: TestServer, input: object) {
  const { outcome } = await server.data(CREATE, { input });
  expect(outcome).toHaveProperty('id');
  return outcome;
}

async function see(server: TestServer, { id }: Review, position: number, reviewer = 'Ada') {
  return (await server.data(ITEM, { id, position, reviewer })).review;
}

async function judge(server: TestServer, { id }: Review, said: object, reviewer = 'Ada') {
  const { outcome } = await server.data(JUDGE, { input: { reviewId: id, reviewer, ...said } });
  expect(outcome).toEqual({ id });
}

async function undo(server: TestServer, { id }: Review) {
  return (await server.data(UNDO, { id, reviewer: 'Ada' })).outcome;
}

async function result(server: TestServer, { id }: Review) {
  return (await server.data(RESULT, { id })).review;
}

async function promptsOf(server: TestServer, review: Review): Promise<string[][]> {
  const items = [];
  for (let position = 0; position < review.itemCount; position++) {
    items.push((await see(server, review, position)).item);
  }
  return items.map(({ traces }) => traces.map(({ prompt }: { prompt: string }) => prompt));
}

async function tracesOf(server: TestServer): Promise<Listed[]> {
  const { traces } = await server.data(SCORES);
  return traces.edges.map(({ node }: { node: Listed }) => node);
}

/** The newest scores of some traces. */
async function scoresOf(server: TestServer, ids: string[]) {
  const { prisma } = server.application.database;
  const scores = await prisma.score.findMany({ where: { isNewest: true } });
  return ids.map((id) =>
    scores
      .filter(({ traceId }) => traceId === id)
      .map(({ score, label, details }) => ({ score, label, other: Object(details).other })),
  );
}

/** Traces of two steps whose prompts these are, no two of them alike. */
async function importTraces(server: TestServer, prompts: string[]): Promise<string[]> {
  const traces = prompts.map((prompt, index) => ({
    traceVersion: '1.0',
    prompt,
    finalAnswer: `answer ${index}`,
    steps: [0, 1].map((i) => ({ i, type: 'think', content: `step ${i}` })),
  }));
  const data = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
    }`,
    { input: { traces } },
  );
  return data.importTraces.ids;
}
