import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createClient as createSubscriber } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ADDRESSES, writeAddress } from '../../addresses.ts';
import { sampleTraces } from '../../examples/sampleTraces.ts';
import { TINY_MODEL } from '../../manifests/fields.ts';
import { toTraceJson } from '../../traces/trace.ts';
import { breakOff, type Outcome, readSlowly, readWhole, sendHalf, sendRaw } from './sockets.ts';

// More half-sent requests than this are not kept open at once.
const HALF_SENT = 100;
const SOAKED = { key: 'soak-1' };

type Visit = { weight: number; come: () => Promise<Outcome> };

/** The ways in which somebody comes to a server, how often, and what came of it. */
export async function createVisits(url: string) {
  const halfSent = new Set<Socket>();
  const { host } = new URL(url);
  const lines = sampleTraces({ seed: 1, count: 500 }).map((trace) =>
    JSON.stringify(toTraceJson(trace)),
  );
  const linesOfOwn = (count: number, mark: string) =>
    lines
      .slice(0, count)
      .map((line) => JSON.stringify({ ...JSON.parse(line), meta: { source: 'soak', mark } }))
      .join('\n');

  const send = (query: string, variables: object = {}) =>
    fetch(`${url}${ADDRESSES.graphql}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });

  async function ask(query: string, variables?: object): Promise<Outcome> {
    const response = await send(query, variables);
    return /"code":"(\w+)"/.exec(await response.text())?.[1] ?? String(response.status);
  }

  async function deleteMarked(mark: string): Promise<void> {
    const { data } = await (await send(MARKED, { mark })).json();
    await ask(DELETE, {
      ids: data.traces.edges.map(({ node }: { node: { id: string } }) => node.id),
    });
  }

  const importLines = (body: BodyInit, headers: Record<string, string> = {}) =>
    readWhole(`${url}${ADDRESSES.importTraces}`, { method: 'POST', body, headers });

  async function subscribeAndLeave(): Promise<Outcome> {
    const subscriber = createSubscriber({
      url: `${url.replace('http', 'ws')}${ADDRESSES.graphql}`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const updates = subscriber.iterate({ query: 'subscription { runUpdated { id status } }' });
    const first = updates.next().then(
      () => 'told',
      () => 'refused',
    );
    const outcome = await Promise.race([first, after(200, 'nothing to tell')]);
    await updates.return?.(undefined);
    await subscriber.dispose();
    return outcome;
  }

  async function leaveWebSocket(): Promise<Outcome> {
    const socket = new WebSocket(
      `${url.replace('http', 'ws')}${ADDRESSES.graphql}`,
      'graphql-transport-ws',
    );
    await once(socket, 'open');
    socket.on('error', () => {});
    socket.send(JSON.stringify({ type: 'connection_init' }));
    socket.terminate();
    return 'gone';
  }

  await importLines(lines.join('\n'));
  await ask(BUILD, { input: { name: 'soak', version: '1', limit: 500 } });
  const id = /"id":"([^"]+)"/.exec(
    await (
      await fetch(`${url}${writeAddress(ADDRESSES.datasetExport, { ...SOAKED, file: 'jsonl' })}`)
    ).text(),
  )?.[1];

  const visits: Record<string, Visit> = {
    'read a trace': { weight: 20, come: () => ask(TRACE, { id }) },
    'list traces': {
      weight: 15,
      come: () => ask('{ traces(first: 20) { edges { node { id prompt } } } }'),
    },
    'list runs': {
      weight: 8,
      come: () => ask('{ runs(first: 20) { edges { node { id status } } } }'),
    },
    'search traces': { weight: 3, come: () => ask(SEARCH, { search: 'minutes' }) },
    'look at the page': {
      weight: 5,
      come: () => readWhole(`${url}/`, { headers: { accept: 'text/html' } }),
    },
    'ask for its health': { weight: 5, come: () => readWhole(`${url}${ADDRESSES.alive}`) },
    'read the metrics': { weight: 1, come: () => readWhole(`${url}${ADDRESSES.metrics}`) },
    'import and delete 20 traces': {
      weight: 4,
      async come() {
        const mark = randomBytes(8).toString('hex');
        const outcome = await importLines(linesOfOwn(20, mark));
        await deleteMarked(mark);
        return outcome;
      },
    },
    'import a gzip that is cut off': {
      weight: 1,
      come: () =>
        importLines(new Uint8Array(gzipSync(linesOfOwn(50, 'cut off')).subarray(0, -20)), {
          'content-encoding': 'gzip',
        }),
    },
    'import what is no trace': { weight: 1, come: () => importLines('{"a":1}\nnot json\n') },
    'send broken JSON': {
      weight: 1,
      come: () =>
        readWhole(`${url}${ADDRESSES.graphql}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":',
        }),
    },
    'ask for what is not there': { weight: 1, come: () => ask('{ nothing }') },
    'score a trace': { weight: 2, come: () => ask(SCORE, { input: { traceId: id } }) },
    'make a manifest': { weight: 1, come: () => ask(MANIFEST, { input: MANIFEST_INPUT }) },
    'start a dry run': {
      weight: 0.3,
      come: () => ask(RUN, { input: { datasetKey: 'soak-1', modelId: TINY_MODEL } }),
    },
    'download a dataset': {
      weight: 3,
      come: () =>
        readWhole(
          `${url}${writeAddress(ADDRESSES.datasetExport, { ...SOAKED, file: 'jsonl' }, { format: 'tunix_sft' })}`,
        ),
    },
    'break a download off': {
      weight: 5,
      come: () => breakOff(`${url}${writeAddress(ADDRESSES.datasetTraces, SOAKED)}`),
    },
    'break an export of all off': {
      weight: 3,
      come: () => breakOff(`${url}${writeAddress(ADDRESSES.exportTraces, { file: 'jsonl' })}`),
    },
    'read a download slowly': {
      weight: 2,
      come: () => readSlowly(`${url}${writeAddress(ADDRESSES.exportTraces, { file: 'jsonl' })}`),
    },
    'reset a request': {
      weight: 4,
      come: () =>
        sendRaw(
          url,
          `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 99\r\n\r\n{"qu`,
          'reset',
        ),
    },
    'send half a request': {
      weight: 2,
      async come() {
        if (halfSent.size >= HALF_SENT) return 'enough are open';
        const socket = sendHalf(url, HALVES[halfSent.size % HALVES.length] ?? '');
        halfSent.add(socket);
        socket.once('close', () => halfSent.delete(socket));
        return 'left open';
      },
    },
    'ask for an impossible address': {
      weight: 1,
      come: () => sendRaw(url, `GET // HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 'wait for the answer'),
    },
    'send a bad Host': {
      weight: 1,
      come: () =>
        sendRaw(url, 'GET /healthz HTTP/1.1\r\nHost: a b/\r\n\r\n', 'wait for the answer'),
    },
    'upgrade an impossible address': {
      weight: 2,
      come: () => sendRaw(url, upgrade('//', host), 'wait for the answer'),
    },
    'reset a refused upgrade': {
      weight: 2,
      come: () => sendRaw(url, upgrade('/nowhere', host), 'reset'),
    },
    'subscribe and leave': { weight: 2, come: subscribeAndLeave },
    'leave a WebSocket without a word': { weight: 2, come: leaveWebSocket },
  };
  const kinds: Record<string, { count: number; outcomes: Record<string, number> }> = {};
  let total = 0;

  return {
    /** Comes in the way that a number from 0 to 1 chooses. */
    async visit(choice: number): Promise<void> {
      const [name, { come }] = chosen(visits, choice);
      const outcome = await come().catch(
        (error) => `failed: ${error.cause?.code ?? error.message}`,
      );
      const kind = kinds[name] ?? { count: 0, outcomes: {} };
      kinds[name] = kind;
      kind.count += 1;
      kind.outcomes[outcome] = (kind.outcomes[outcome] ?? 0) + 1;
      total += 1;
    },
    counts: () => ({ total, kinds }),
    /** Waits until the server has cut every request that was only half sent. */
    async settle(): Promise<void> {
      await Promise.all([...halfSent].map((socket) => socket.closed || once(socket, 'close')));
    },
  };
}

function after<Value>(milliseconds: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(() => resolve(value), milliseconds));
}

/** What a number from 0 to 1 falls on when each visit takes a part of that as large as its weight. */
function chosen(visits: Record<string, Visit>, choice: number): [string, Visit] {
  const all = Object.entries(visits);
  let rest = choice * all.reduce((sum, [, { weight }]) => sum + weight, 0);
  for (const entry of all) {
    rest -= entry[1].weight;
    if (rest < 0) return entry;
  }
  throw new Error(`Expected a number from 0 to 1, got ${choice}`);
}

function upgrade(target: string, host: string): string {
  return `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
}

const HALVES = [
  '',
  'GET /healthz HTTP/1.1\r\nHo',
  'POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50\r\n\r\ntok',
  'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"query"',
  'POST /traces/import HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"tra\r\n',
];
const TRACE =
  'query ($id: ID!) { trace(id: $id) { id prompt finalAnswer steps { content } meta } }';
const SEARCH =
  'query ($search: String) { traces(first: 20, filter: { search: $search }) { totalCount edges { node { id } } } }';
const BUILD =
  'mutation ($input: BuildDatasetInput!) { buildDataset(input: $input) { ... on Dataset { key } ... on Error { code } } }';
const SCORE =
  'mutation ($input: ScoreTraceInput!) { scoreTrace(input: $input) { ... on Score { id } ... on Error { code } } }';
const MANIFEST =
  'mutation ($input: CreateManifestInput!) { createManifest(input: $input) { ... on Manifest { id } ... on Error { code } } }';
const MANIFEST_INPUT = { datasetKey: 'soak-1', modelId: TINY_MODEL, outputDir: './output' };
const RUN =
  'mutation ($input: StartRunInput!) { startRun(input: $input) { ... on Run { id } ... on Error { code } } }';
const MARKED =
  'query ($mark: JSON!) { traces(first: 100, filter: { meta: [{ path: "mark", equals: $mark }] }) { edges { node { id } } } }';
const DELETE =
  'mutation ($ids: [ID!]!) { deleteTraces(ids: $ids) { ... on DeleteTracesPayload { deletedCount } ... on Error { code } } }';
