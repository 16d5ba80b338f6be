import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { ADDRESSES } from '../../addresses.ts';
import { TINY_MODEL } from '../../manifests/fields.ts';
import type { Bench } from './bench.ts';
import type { Client } from './client.ts';
import { atLeast, atMost, medianOf, timeWork } from './measure.ts';
import { askNothing, build } from './operations.ts';

const QUESTIONS = 10_000;
const COMPARED = 8;

const START =
  'mutation ($input: StartEvaluationInput!) { startEvaluation(input: $input) { ... on StartedRuns { runs { id } } ... on Error { message } } }';
const STATE =
  'query ($id: ID!) { run(id: $id) { status message sampleCount evaluations { id status } } }';
const SAMPLES = `query ($id: ID!, $filter: SampleFilter, $field: SampleOrderField!, $direction: OrderDirection!, $after: String) {
  evaluation(id: $id) { samples(first: 20, filter: $filter, orderBy: { field: $field, direction: $direction }, after: $after) {
    cursor samples { row index outcome tokens meanLogprob completion } } } }`;
const ROWS = `query ($id: ID!, $filter: EvaluationRowFilter) { evaluation(id: $id) { rows(first: 20, filter: $filter) {
  cursor rows { question { row prompt expected } samples { index outcome completion } } } } }`;
const COMPARE = `query ($baseId: ID!, $otherId: ID!) { compareEvaluations(baseId: $baseId, otherId: $otherId) {
  ... on EvaluationComparison { rows difference { value low high } test { pValue } fixed broken } ... on Error { message } } }`;
const PAIRS = `query ($baseId: ID!, $otherId: ID!, $filter: PairFilter) { compareEvaluations(baseId: $baseId, otherId: $otherId) {
  ... on EvaluationComparison { pairs(first: 20, filter: $filter) { cursor rows { pair change question { row prompt }
    baseSamples { completion } otherSamples { completion } } } } ... on Error { message } } }`;
const LEADERBOARD =
  '{ leaderboard(datasetKey: "questions-1") { entries { rank evaluation { id } } } }';

/** What so many samples of one evaluation cost to store, to sum up, to page, and what comparing costs. */
export async function measureSamples({ client, home, add }: Bench, size: number): Promise<void> {
  await client.text(ADDRESSES.importTraces, Readable.from(questionLines()), 'application/x-ndjson');
  await build(client, 'questions', QUESTIONS, { filter: { source: 'bench questions' } });
  const perRow = Math.max(2, Math.round(size / QUESTIONS));
  const many = await evaluate(client, home, { perRow, seed: 1 });
  const { storing, summing } = many;
  const name = (QUESTIONS * perRow).toLocaleString('en');
  add(atLeast(`storing ${name} samples`, (QUESTIONS * perRow) / (storing / 1_000), 0, '/s'));
  add(atMost('  their numbers, once all are stored', summing / 1_000, 30, 's'));
  add(atMost('  least answer meanwhile, the slowest', many.slowest, 50, 'ms'));
  await measurePages(client, many.evaluationId, add);

  const base = await evaluate(client, home, { perRow: COMPARED, seed: 2 });
  const other = await evaluate(client, home, { perRow: COMPARED, seed: 3 });
  const sides = { baseId: base.evaluationId, otherId: other.evaluationId };
  const compared = `${QUESTIONS.toLocaleString('en')} × ${COMPARED}`;
  add(
    atMost(`compare ${compared}`, await medianOf(5, () => client.data(COMPARE, sides)), 300, 'ms'),
  );
  for (const filter of [{}, { pair: 'BROKEN' }, { meta: { path: 'level', value: '3' } }]) {
    const time = await medianOf(5, () => client.data(PAIRS, { ...sides, filter }));
    add(atMost(`  with its questions, ${JSON.stringify(filter)}`, time, 300, 'ms'));
  }
  add(atMost('leaderboard', await medianOf(5, () => client.data(LEADERBOARD)), 300, 'ms'));
}

async function measurePages(client: Client, id: string, add: Bench['add']): Promise<void> {
  for (const filter of [{}, { outcomes: ['WRONG'] }, { outcomes: ['CORRECT', 'CUT_OFF'] }]) {
    for (const field of ['PLACE', 'TOKENS', 'LOGPROB']) {
      const direction = field === 'PLACE' ? 'ASC' : 'DESC';
      const asked = { id, filter, field, direction };
      let after: string | null = null;
      const time = await medianOf(20, async () => {
        const { evaluation } = await client.data(SAMPLES, { ...asked, after });
        after = evaluation.samples.cursor;
      });
      const what = filter.outcomes?.join(' and ') ?? 'all';
      add(atMost(`page of samples: ${what}, by ${field}`, time, 20, 'ms'));
    }
  }
  for (const filter of [{}, { outcomes: ['CUT_OFF'] }, { meta: { path: 'level', value: '3' } }]) {
    const time = await medianOf(5, () => client.data(ROWS, { id, filter }));
    add(atMost(`page of questions: ${JSON.stringify(filter)}`, time, 50, 'ms'));
  }
}

type Evaluated = { evaluationId: string; storing: number; summing: number; slowest: number };

/** Evaluates with the fixture trainer; how long its samples took to be stored, then their numbers, in milliseconds. */
async function evaluate(
  client: Client,
  home: string,
  { perRow, seed }: { perRow: number; seed: number },
): Promise<Evaluated> {
  await writeFile(join(home, 'evaluate.script'), `drawn=${QUESTIONS},${perRow},${seed}`);
  const input = {
    datasetKey: 'questions-1',
    subjects: [{ modelId: TINY_MODEL }],
    values: { samples: perRow, temperature: 1, seed },
  };
  const { startEvaluation } = await client.data(START, { input });
  const id = startEvaluation.runs?.[0]?.id;
  if (!id) throw new Error(startEvaluation.message);
  let [first, stored, slowest] = [0, 0, 0];
  for (;;) {
    const { run } = await client.data(STATE, { id });
    if (run.status === 'FAILED') throw new Error(run.message);
    if (run.sampleCount > 0) first ||= performance.now();
    if (run.sampleCount === QUESTIONS * perRow) stored ||= performance.now();
    const [evaluation] = run.evaluations;
    if (evaluation?.status === 'COMPLETED') {
      const summing = performance.now() - stored;
      return { evaluationId: evaluation.id, storing: stored - first, summing, slowest };
    }
    if (stored) slowest = Math.max(slowest, await timeWork(() => askNothing(client)));
    await delay(5);
  }
}

function* questionLines() {
  for (let row = 0; row < QUESTIONS; row++) {
    yield `${JSON.stringify({
      trace_version: '1.0',
      prompt: `How much is ${row} and ${(row * 31) % 977} together?`,
      final_answer: `${row + ((row * 31) % 977)}`,
      expected_answer: `${row + ((row * 31) % 977)}`,
      steps: [],
      meta: { source: 'bench questions', level: row % 5, topic: `topic ${row % 12}` },
    })}\n`;
  }
}
