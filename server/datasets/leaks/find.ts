import type { Database } from '../../database/open.ts';
import { createGiveWay } from '../../giveWay.ts';
import { sha256 } from '../../traces/digest.ts';
import { questionOf } from '../question.ts';
import { type Asked, readAsked } from '../readAsked.ts';
import { createGramIndex, type GramIndex, gramsOf } from './grams.ts';

/** A row that stands in other rows as well. */
export type Leak = {
  /** Its place among the rows that were looked at, from 0. */
  position: number;
  traceId: string;
  /** The first of the other rows that asks the same, else the one that shares most with it. */
  otherTraceId: string;
  /** Whether both ask the same. */
  isEqual: boolean;
  /** The share of its question's 8-grams of words that the other's question has: 1 where both ask the same. */
  share: number;
};

type Search = {
  /** The rows that are looked for, by the ids of their traces. */
  traceIds: string[];
  /** The rows that they are looked for in. */
  otherTraceIds: string[];
  /** The share of 8-grams from which on a row counts as a leak. */
  leastShare: number;
  signal?: AbortSignal | undefined;
};

/** The rows whose question stands among other rows, in their order: the same one, folded, or one that shares its 8-grams
 * of words. */
export async function findLeaks(
  database: Database,
  { traceIds, otherTraceIds, leastShare, signal }: Search,
): Promise<Leak[]> {
  const questionsOf = (ids: string[]): Questions => ({
    count: ids.length,
    read: () => readAsked(database, { traceIds: ids, signal }),
  });
  const found = await findShared({
    ...{ of: questionsOf(traceIds), within: questionsOf(otherTraceIds), leastShare, signal },
  });
  return found.map(({ position, other, ...shared }) => ({
    ...{ position, traceId: traceIds[position] ?? '', ...shared },
    otherTraceId: otherTraceIds[other] ?? '',
  }));
}

/** Questions in their order, wherever they come from. */
export type Questions = {
  count: number;
  read: () => AsyncIterable<Pick<Asked, 'prompt' | 'context'>[]>;
};

/** A question that stands among others: the places of both. */
export type Shared = Pick<Leak, 'position' | 'isEqual' | 'share'> & { other: number };

type SharedSearch = Pick<Search, 'leastShare' | 'signal'> & { of: Questions; within: Questions };

/** The same of any questions. Whichever side is smaller is held in memory, and the other read past it. */
export async function findShared(search: SharedSearch): Promise<Shared[]> {
  const isSmaller = search.of.count <= search.within.count;
  return isSmaller ? sharedByReadingOthers(search) : sharedByReadingRows(search);
}

async function sharedByReadingRows({
  of,
  within,
  leastShare,
  signal,
}: SharedSearch): Promise<Shared[]> {
  const held = await holdQuestions(within, signal);
  const found: Shared[] = [];
  const add = (position: number, other: number, share: number, isEqual: boolean) =>
    found.push({ position, other: held.firstRows[other] ?? 0, share, isEqual });
  const hits = new Int32Array(held.index.questions);
  for await (const { row, identity, grams } of readQuestions(of, signal)) {
    const same = held.numbers.get(identity);
    if (same !== undefined) {
      add(row, same, 1, true);
      continue;
    }
    const { touched, telling } = countHits(held.index, grams(), hits);
    const best = bestOf(touched, hits);
    const share = best === undefined ? 0 : (hits[best] ?? 0) / telling;
    for (const other of touched) hits[other] = 0;
    if (best !== undefined && share >= leastShare) add(row, best, share, false);
  }
  return found;
}

async function sharedByReadingOthers({
  of,
  within,
  leastShare,
  signal,
}: SharedSearch): Promise<Shared[]> {
  const held = await holdQuestions(of, signal);
  const telling = await held.index.countOfEach();
  const [shares, others] = [
    new Float64Array(held.index.questions),
    new Int32Array(held.index.questions),
  ];
  const equals = new Uint8Array(held.index.questions);
  const hits = new Int32Array(held.index.questions);
  for await (const { row, identity, grams } of readQuestions(within, signal)) {
    const same = held.numbers.get(identity);
    if (same !== undefined && !equals[same]) {
      [equals[same], shares[same], others[same]] = [1, 1, row];
    }
    const { touched } = countHits(held.index, grams(), hits);
    for (const number of touched) {
      const share = (hits[number] ?? 0) / (telling[number] ?? 1);
      hits[number] = 0;
      if (equals[number] || share <= (shares[number] ?? 0)) continue;
      [shares[number], others[number]] = [share, row];
    }
  }
  return [...held.questionOfRow].flatMap((number, position) => {
    const [share, isEqual] = [shares[number] ?? 0, equals[number] === 1];
    if (!isEqual && (share === 0 || share < leastShare)) return [];
    return [{ position, other: others[number] ?? 0, isEqual, share }];
  });
}

/** How often each held question shares an 8-gram, in `hits`; which ones do, and how many of the 8-grams tell anything. */
function countHits(
  index: GramIndex,
  grams: Uint32Array,
  hits: Int32Array,
): { touched: number[]; telling: number } {
  const touched: number[] = [];
  let telling = 0;
  for (const gram of grams) {
    const owners = index.ownersOf(gram);
    if (!owners) continue;
    telling += 1;
    for (const owner of owners) {
      if (hits[owner] === 0) touched.push(owner);
      hits[owner] = (hits[owner] ?? 0) + 1;
    }
  }
  return { touched, telling };
}

/** The held question with the most hits, the first of such. */
function bestOf(touched: number[], hits: Int32Array): number | undefined {
  return touched.reduce<number | undefined>((best, key) => {
    if (best === undefined) return key;
    const [value, most] = [hits[key] ?? 0, hits[best] ?? 0];
    return value > most || (value === most && key < best) ? key : best;
  }, undefined);
}

/** The different questions of rows, numbered in the order in which they come, and what finds them. */
async function holdQuestions(questions: Questions, signal: AbortSignal | undefined) {
  const numbers = new Map<string, number>();
  const firstRows: number[] = [];
  const questionOfRow = new Int32Array(questions.count);
  const index = createGramIndex();
  for await (const { row, identity, grams } of readQuestions(questions, signal)) {
    const known = numbers.get(identity);
    questionOfRow[row] = known ?? firstRows.length;
    if (known !== undefined) continue;
    numbers.set(identity, firstRows.length);
    firstRows.push(row);
    index.add(grams());
  }
  return { numbers, firstRows, questionOfRow, index: await index.close(createGiveWay(signal)) };
}

/** The rows' questions: what tells each from others, and its 8-grams. */
async function* readQuestions({ read }: Questions, signal: AbortSignal | undefined) {
  const giveWay = createGiveWay(signal);
  let row = 0;
  for await (const batch of read()) {
    for (const asked of batch) {
      await giveWay();
      const question = questionOf(asked);
      yield { row, identity: sha256(question), grams: () => gramsOf(question) };
      row += 1;
    }
  }
}
