import { expect, it } from 'vitest';
import { createRandom } from '../../examples/random.ts';
import { storeScored } from '../../testing/storeTraces.ts';
import { describeOnEachDatabase, serverFactory } from '../../testing/testServer.ts';
import { findDuplicates } from './find.ts';

const DUPLICATES = `exactCount nearCount rows(first: 100) {
  isExact similarity trace { finalAnswer } of { finalAnswer }
}`;
const PREVIEW = `query ($input: BuildDatasetInput!, $nearThreshold: Float) { previewDataset(input: $input) {
  ... on DatasetPreview {
    selectedCount duplicates(nearThreshold: $nearThreshold) { ${DUPLICATES} } leftOut { ${DUPLICATES} }
  }
  ... on ValidationError { issues { path message } }
} }`;
const BUILD = `mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) {
  ... on Dataset { traceCount provenance duplicates traces { edges { node { trace { finalAnswer } } } } }
  ... on Error { code message }
} }`;

const TALE =
  'Once there was a miller who had three sons and he left them his mill his donkey and his cat when he died';

describeOnEachDatabase('Repetitions in a dataset', (open) => {
  it('are listed before they are left out, and of those alike the first stays', async () => {
    const server = await open();
    const ids = await storeScored(server, [
      { prompt: TALE, answer: 'nearly', meta: { source: 'web' } },
      { prompt: 'Something else altogether, in quite other words than those', answer: 'other' },
      { prompt: `${TALE}!`, answer: 'Nearly' },
      { prompt: 'same', answer: 'same', meta: { source: 'lab' } },
      { prompt: 'same', answer: 'same' },
    ]);
    const input = { name: 'd', version: '1' };
    const near = {
      isExact: false,
      similarity: 1,
      trace: { finalAnswer: 'nearly' },
      of: { finalAnswer: 'Nearly' },
    };
    const exact = {
      isExact: true,
      similarity: 1,
      trace: { finalAnswer: 'same' },
      of: { finalAnswer: 'same' },
    };
    const none = { exactCount: 0, nearCount: 0, rows: [] };
    const { previewDataset: before } = await server.data(PREVIEW, { input, nearThreshold: 0.9 });
    expect(before).toEqual({
      selectedCount: 5,
      duplicates: { exactCount: 1, nearCount: 1, rows: [exact, near] },
      leftOut: none,
    });
    const rule = { nearThreshold: 0.9 };
    const { previewDataset: after } = await server.data(PREVIEW, {
      input: { ...input, duplicates: rule },
      nearThreshold: 0.9,
    });
    expect(after).toEqual({ selectedCount: 3, leftOut: before.duplicates, duplicates: none });
    const { buildDataset } = await server.data(BUILD, { input: { ...input, duplicates: rule } });
    expect(buildDataset).toMatchObject({
      traceCount: 3,
      duplicates: { nearThreshold: 0.9, keepTraceIds: [] },
      provenance: { left_out: { exact: 1, near: 1 } },
    });
    const { buildDataset: kept } = await server.data(BUILD, {
      input: { ...input, version: '2', duplicates: { ...rule, keepTraceIds: [ids[0]] } },
    });
    expect(kept.traceCount).toBe(4);
    const { buildDataset: exactOnly } = await server.data(BUILD, {
      input: { ...input, version: '3', duplicates: {} },
    });
    expect(exactOnly.traceCount).toBe(4);
    const { buildDataset: all } = await server.data(BUILD, { input: { ...input, version: '4' } });
    expect(all.traceCount).toBe(5);
    const { buildDataset: conflict } = await server.data(BUILD, { input });
    expect(conflict).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('duplicates'),
    });
  });

  it('are looked for by a threshold from 0.5 to 1 only', async () => {
    const server = await open();
    const { previewDataset } = await server.data(PREVIEW, {
      input: { name: 'd', version: '1', duplicates: { nearThreshold: 0.2 } },
    });
    expect(previewDataset.issues).toEqual([
      {
        path: ['input', 'duplicates', 'nearThreshold'],
        message: expect.stringContaining('got 0.2'),
      },
    ]);
  });
});

const open = serverFactory();

it.each([0.5, 0.8, 0.95])(
  'finds what comparing all rows with one another finds, at %d',
  async (threshold) => {
    const server = await open();
    const texts = relatedTexts();
    const traceIds = await storeScored(
      server,
      texts.map((prompt) => ({ prompt, answer: 'a' })),
    );
    const found = await findDuplicates(server.application.database, {
      traceIds,
      nearThreshold: threshold,
    });
    const placeOf = new Map(traceIds.map((id, place) => [id, place]));
    const repeated = new Map(found.map((row) => [placeOf.get(row.traceId), row]));
    const grams = texts.map((text) => gramsOf(`${text} because a`));
    // Estimates are off by some hundredths: what lies that close to the threshold may go either way.
    for (const [place, own] of grams.entries()) {
      const kept = grams.filter((_, earlier) => earlier < place && !repeated.has(earlier));
      const most = Math.max(0, ...kept.map((other) => jaccard(own, other)));
      if (most > threshold + SLACK) expect(repeated.has(place)).toBe(true);
      if (most < threshold - SLACK) expect(repeated.has(place)).toBe(false);
      const row = repeated.get(place);
      const of = row && grams[placeOf.get(row.ofTraceId) ?? -1];
      if (of) expect(Math.abs(row.similarity - jaccard(own, of))).toBeLessThan(SLACK);
    }
    expect(repeated.size).toBeGreaterThan(10);
    const again = { traceIds, nearThreshold: threshold };
    expect(await findDuplicates(server.application.database, again)).toEqual(found);
  },
);

const SLACK = 0.12;

/** Texts of which some are others with a few words changed. */
function relatedTexts(): string[] {
  const random = createRandom(5);
  const word = () => `word${random.integer(0, 2_000)}`;
  const texts: string[][] = [];
  for (let row = 0; row < 150; row++) {
    const before = texts.length > 0 && random.chance(0.5) ? random.pick(texts) : undefined;
    const rate = random.fraction() ** 2 / 5;
    texts.push(
      before
        ? before.map((one) => (random.chance(rate) ? word() : one))
        : Array.from({ length: random.integer(30, 200) }, word),
    );
  }
  return texts.map((words) => words.join(' '));
}

function gramsOf(text: string): Set<string> {
  const words = text.split(' ');
  return new Set(words.slice(4).map((_, start) => words.slice(start, start + 5).join(' ')));
}

function jaccard(one: Set<string>, other: Set<string>): number {
  const shared = one.intersection(other).size;
  return shared / (one.size + other.size - shared);
}
