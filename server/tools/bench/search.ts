import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { ADDRESSES } from '../../addresses.ts';
import type { Bench } from './bench.ts';
import type { Client } from './client.ts';
import { atLeast, atMost, medianOf, timeWork } from './measure.ts';
import { askNothing } from './operations.ts';
import { proseLines, wordOfRank } from './proseLines.ts';

const PAGE =
  'query ($filter: TraceFilter) { traces(first: 20, filter: $filter) { edges { node { id } } } }';
const COUNT = 'query ($filter: TraceFilter) { traces(first: 1, filter: $filter) { totalCount } }';
const FACET =
  'query ($filter: TraceFilter) { traceFacet(path: "task.kind", filter: $filter) { value count } }';
const PATHS = 'query ($filter: TraceFilter) { traceMetaPaths(filter: $filter) }';

const [first, second, medium, rare] = [1, 2, 2_000, 50_000].map(wordOfRank);
const SEARCHES: Record<string, string> = {
  'the most frequent word': `${first}`,
  'a word of middling frequency': `${medium}`,
  'a rare word': `${rare}`,
  'a word that is not there': 'qqqqqq',
  'three words': `${first} ${second} ${medium}`,
  'a phrase of frequent words': `"${first} ${second}"`,
  'a phrase of a rare word': `"${first} ${rare}"`,
  'a prefix of three letters': `${rare?.slice(0, 3)}*`,
  'a word without another': `${medium} -${first}`,
  'nothing but not a word': `-${first}`,
  'an accented word': 'ubung',
  'one Chinese character': '\u4e07',
  'three Chinese characters': '\u4e07\u4e0e\u4e15',
};
const METAS: Record<string, object> = {
  'meta, one in five': { meta: [{ path: 'level', equals: 3 }] },
  'meta, one in a thousand and old': { meta: [{ path: 'batch', equals: 3 }] },
  'meta in a list': { meta: [{ path: 'tags', equals: 'c' }] },
  'meta that is not there': { meta: [{ path: 'level', equals: 'x' }] },
  'meta and a word': { meta: [{ path: 'level', equals: 3 }], search: medium },
};

/** What searches, filters of meta, counts and facets cost among so many traces, and what waits for them meanwhile. */
export async function measureSearch({ client, add }: Bench, size: number): Promise<void> {
  const importing = await timeWork(() =>
    client.text(ADDRESSES.importTraces, Readable.from(proseLines(size)), 'application/x-ndjson'),
  );
  add(atLeast(`import of ${size.toLocaleString('en')}`, size / (importing / 1_000), 0, 'traces/s'));
  const indexing = await timeWork(() => indexed(client));
  add(atMost('  until all of them can be found', indexing / 1_000, 60, 's'));
  const filters = { ...asSearches(SEARCHES), ...METAS };
  for (const [name, filter] of Object.entries(filters)) {
    const goal = name.startsWith('meta') ? 20 : 50;
    add(
      atMost(`page: ${name}`, await medianOf(5, () => client.data(PAGE, { filter })), goal, 'ms'),
    );
  }
  for (const [name, filter] of Object.entries(filters)) {
    const { traces } = await client.data(COUNT, { filter });
    const time = await medianOf(3, () => client.data(COUNT, { filter }));
    add(atMost(`count: ${name} (${traces.totalCount.toLocaleString('en')})`, time, 200, 'ms'));
  }
  for (const [name, filter] of Object.entries({
    all: {},
    'the most frequent word': { search: first },
    'a rare word': { search: rare },
    'meta, one in five': METAS['meta, one in five'],
  })) {
    add(
      atMost(`facet: ${name}`, await medianOf(3, () => client.data(FACET, { filter })), 200, 'ms'),
    );
    add(
      atMost(`paths: ${name}`, await medianOf(3, () => client.data(PATHS, { filter })), 200, 'ms'),
    );
  }
  add(
    atMost('least answer meanwhile, the slowest of all', await slowestMeanwhile(client), 50, 'ms'),
  );
}

function asSearches(searches: Record<string, string>) {
  return Object.fromEntries(Object.entries(searches).map(([name, search]) => [name, { search }]));
}

/** Waits until a search says that it lacks nothing; a server that has no index says nothing of the kind. */
async function indexed(client: Client): Promise<void> {
  const query = '{ traces(first: 1, filter: { search: "qqqqqq" }) { totalIsFloor } }';
  for (;;) {
    const answer = await client.data(query).catch(() => null);
    if (!answer || answer.traces.totalIsFloor === false) return;
    await delay(100);
  }
}

/** How long the least answer takes at most, in milliseconds, while counts and facets are at work. */
async function slowestMeanwhile(client: Client): Promise<number> {
  let isDone = false;
  const work = Promise.all([
    client.data(COUNT, { filter: { search: first } }),
    client.data(FACET, { filter: { search: first } }),
    client.data(PATHS),
    client.data(COUNT, { filter: { stepCount: { min: 4 } } }),
  ]).finally(() => {
    isDone = true;
  });
  let slowest = 0;
  while (!isDone) slowest = Math.max(slowest, await timeWork(() => askNothing(client)));
  await work;
  return slowest;
}
