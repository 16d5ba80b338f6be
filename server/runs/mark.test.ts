import { expect, it } from 'vitest';
import { storeEvaluation } from '../testing/evaluating.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';
import { buildSample } from '../testing/training.ts';

const BATCH_SIZES = [8, 16, 2, 4];

describeOnEachDatabase('Runs that are marked', (open) => {
  /** A server with runs of these batch sizes, in the order in which they were started. */
  async function started() {
    const server = await open();
    await buildSample(server);
    const ids: string[] = [];
    for (const batchSize of BATCH_SIZES) {
      const { createManifest } = await server.data(
        `mutation ($training: TrainingInput) { createManifest(input: {
          datasetKey: "sample-1", modelId: "tunix-rt/tiny", training: $training, outputDir: "./output"
        }) { ... on Manifest { id } ... on Error { message } } }`,
        { training: { batchSize } },
      );
      const { startRun } = await server.data(
        `mutation ($id: ID!) { startRun(input: { manifestId: $id, mode: DRY_RUN }) { ... on Run { id } ... on Error { message } } }`,
        { id: createManifest.id },
      );
      ids.push(startRun.id);
    }
    await server.application.queue.idle();
    /** The places of the runs that are listed. */
    const listed = async (args: string) => {
      const { runs } = await server.data(`{ runs(first: 100, ${args}) { edges { node { id } } } }`);
      return runs.edges.map(({ node }: { node: { id: string } }) => ids.indexOf(node.id));
    };
    return { server, ids, listed };
  }

  it('are found by their tags, whose letters and accents may be written otherwise', async () => {
    const { server, ids, listed } = await started();
    const marked = await mark(server, {
      ids: ids.slice(0, 2),
      addTags: [' Best ', 'best', 'müde'.normalize('NFD')],
    });
    expect(marked.runs).toMatchObject([{ tags: ['best', 'müde'] }, { tags: ['best', 'müde'] }]);
    await mark(server, { ids: ids.slice(1, 3), addTags: ['best'], removeTags: ['MÜDE'] });
    expect(await listed('filter: { tags: ["BEST"] }')).toEqual([2, 1, 0]);
    expect(await listed('filter: { tags: ["best", "müde"] }')).toEqual([0]);
    expect(await listed('filter: { text: "MÜD" }')).toEqual([0]);
    const { runTags } = await server.data('{ runTags { tag count } }');
    expect(runTags).toEqual([
      { tag: 'best', count: 3 },
      { tag: 'müde', count: 1 },
    ]);
  });

  it('are marked all or none', async () => {
    const { server, ids } = await started();
    const [id = ''] = ids;
    const tags = Array.from({ length: 20 }, (_, number) => `tag ${number}`);
    await mark(server, { ids: [id], addTags: tags });
    expect(await mark(server, { ids, isPinned: true, addTags: ['one more'] })).toEqual({
      __typename: 'ValidationError',
      message: `input.addTags: Expected at most 20 tags of a run, but ${id} would have 21`,
    });
    expect(await mark(server, { ids: [...ids, 'nobody'], isPinned: true })).toEqual({
      __typename: 'NotFoundError',
      message: 'There is no run "nobody"',
    });
    const { runs } = await server.data('{ runs { edges { node { isPinned tags } } } }');
    const untouched = { node: { isPinned: false, tags: [] } };
    const full = { node: { isPinned: false, tags: tags.toSorted() } };
    expect(runs.edges).toEqual([untouched, untouched, untouched, full]);
  });

  it.for([['a,b'], [''], ['a\nb'], ['x'.repeat(41)]])('have no tag %j', async ([text = '']) => {
    const server = await open();
    expect(await mark(server, { ids: ['any'], addTags: [text] })).toMatchObject({
      __typename: 'ValidationError',
      message: expect.stringContaining('Expected a tag of 1 to 40 characters without a comma'),
    });
  });

  it('are left out of lists once they are put aside, until they are asked for or taken back', async () => {
    const { server, ids, listed } = await started();
    const { runs: first } = await mark(server, { ids: ids.slice(0, 1), isArchived: true });
    const { runs: again } = await mark(server, { ids: ids.slice(0, 2), isArchived: true });
    expect(again[0].archivedAt).toBe(first[0].archivedAt);
    expect(await listed('filter: null')).toEqual([3, 2]);
    expect(await listed('filter: { archived: ALONE }')).toEqual([1, 0]);
    expect(await listed('filter: { archived: INCLUDED }')).toEqual([3, 2, 1, 0]);
    const { runs } = await server.data('{ runs { totalCount archivedCount statuses { count } } }');
    expect(runs).toEqual({ totalCount: 2, archivedCount: 2, statuses: [{ count: 2 }] });
    await mark(server, { ids, isArchived: false });
    expect(await listed('filter: null')).toEqual([3, 2, 1, 0]);
  });

  it('come first where they are pinned, in any order, and page by page', async () => {
    const { server, ids, listed } = await started();
    await mark(server, { ids: [ids[0], ids[2]], isPinned: true });
    expect(await listed('isPinnedFirst: true')).toEqual([2, 0, 3, 1]);
    expect(await listed('isPinnedFirst: false')).toEqual([3, 2, 1, 0]);
    const order = 'orderBy: { field: SETTING, setting: "training.batch_size", direction: ASC }';
    expect(await listed(`isPinnedFirst: true, ${order}`)).toEqual([2, 0, 3, 1]);
    const paged: number[] = [];
    let after = 'null';
    for (let isMore = true; isMore; ) {
      const { runs } =
        await server.data(`{ runs(first: 1, after: ${after}, isPinnedFirst: true, ${order}) {
        pageInfo { endCursor hasNextPage } edges { node { id } } } }`);
      paged.push(ids.indexOf(runs.edges[0].node.id));
      after = JSON.stringify(runs.pageInfo.endCursor);
      isMore = runs.pageInfo.hasNextPage;
    }
    expect(paged).toEqual([2, 0, 3, 1]);
  });

  it('are ordered by what their manifests have: numbers by size, texts, then those without it', async () => {
    const { listed } = await started();
    const by = (setting: string, direction: string) =>
      listed(`orderBy: { field: SETTING, setting: "${setting}", direction: ${direction} }`);
    expect(await by('training.batch_size', 'ASC')).toEqual([2, 3, 0, 1]);
    expect(await by('training.batch_size', 'DESC')).toEqual([1, 0, 3, 2]);
    expect(await by('model.model_id', 'ASC')).toEqual([0, 1, 2, 3]);
    expect(await by('training.no_such_thing', 'DESC')).toEqual([3, 2, 1, 0]);
  });

  it('are ordered by the accuracy that was measured last, of whichever checkpoint', async () => {
    const { server, ids, listed } = await started();
    const evaluate = (place: number, told: string, step: number) =>
      storeEvaluation(server, { told, step, startRunId: ids[place] ?? '' });
    await evaluate(1, 'c.c.c.c', 10);
    await evaluate(1, 'c.w.w.w', 20);
    await evaluate(2, 'c.c.w.w', 10);
    const by = (direction: string) =>
      listed(`filter: { mode: DRY_RUN }, orderBy: { field: ACCURACY, direction: ${direction} }`);
    expect(await by('DESC')).toEqual([2, 1, 3, 0]);
    expect(await by('ASC')).toEqual([1, 2, 0, 3]);
    const { run } = await server.data(
      'query ($id: ID!) { run(id: $id) { lastEvaluation { step } } }',
      { id: ids[1] },
    );
    expect(run.lastEvaluation).toEqual({ step: 20 });
  });

  it('say what people noted of them, and are found by it', async () => {
    const { server, ids, listed } = await started();
    const note = (notes: string) =>
      server.data(
        `mutation ($id: ID!, $notes: String!) { noteRun(id: $id, notes: $notes) {
          __typename ... on Run { notes } ... on Error { message } } }`,
        { id: ids[1], notes },
      );
    expect(await note('  Diverged:\nthe rate was too high. ')).toEqual({
      noteRun: { __typename: 'Run', notes: 'Diverged:\nthe rate was too high.' },
    });
    expect(await listed('filter: { text: "diverged" }')).toEqual([1]);
    expect(await note('a\0b')).toMatchObject({ noteRun: { __typename: 'ValidationError' } });
    expect(await note('x'.repeat(20_001))).toMatchObject({
      noteRun: { __typename: 'ValidationError' },
    });
  });
});

async function mark(server: TestServer, input: object) {
  const { markRuns } = await server.data(
    `mutation ($input: MarkRunsInput!) { markRuns(input: $input) { __typename
      ... on MarkedRuns { runs { id tags isPinned archivedAt } } ... on Error { message } } }`,
    { input },
  );
  return markRuns;
}
