import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { serverFactory, type TestServer } from '../testing/testServer.ts';

const HEALTH = JSON.stringify({ query: '{ health { status } }' });

describe('A GraphQL request', () => {
  const open = serverFactory();

  it('of more bytes than a request may have is refused, with and without its length given', async () => {
    const server = await open({ REQUEST_MAX_BYTES: '2000' });
    const body = JSON.stringify({
      query: '{ health { status } }',
      variables: { x: 'é'.repeat(1_000) },
    });
    const length = String(Buffer.byteLength(body));
    const chunks = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const byte of Buffer.from(body)) controller.enqueue(Uint8Array.of(byte));
          controller.close();
        },
      });
    for (const init of [
      { body, headers: { 'content-length': length } },
      { body: chunks(), duplex: 'half' },
      { body: chunks(), duplex: 'half', headers: { 'content-length': '10' } },
    ]) {
      const response = await post(server, init);
      expect(response.status).toBe(413);
      expect((await response.json()).errors[0].message).toBe(
        'Expected a request of at most 2000 bytes, got more. Raise REQUEST_MAX_BYTES, or stream traces to POST /traces/import, which takes any number.',
      );
    }
    expect((await post(server, { body: HEALTH })).status).toBe(200);
  });

  it('to import may have any number of bytes', async () => {
    const server = await open({ REQUEST_MAX_BYTES: '2000' });
    const line = JSON.stringify({
      trace_version: '1.0',
      prompt: 'p',
      final_answer: 'a',
      steps: [{ i: 0, type: 't', content: 'c' }],
    });
    const response = await server.fetch('/traces/import?onDuplicate=keep', {
      method: 'POST',
      body: `${line}\n`.repeat(100),
    });
    expect(await response.json()).toMatchObject({
      accepted: 100,
      skipped: 0,
      rejected: 0,
      errors: [],
    });
  });

  it.for<[string, string, string]>([
    [
      'nests 50 deep',
      `{ traces(first: 1) { edges { node { ${'datasets { traces(first: 1) { edges { node { trace { '.repeat(9)} id ${'} } } } }'.repeat(9)} } } } }`,
      'Query exceeds maximum depth (depth: 49, max: 15)',
    ],
    [
      'asks for too much',
      '{ traces(first: 100) { edges { node { datasets { traces(first: 100) { edges { node { trace { id } } } } } } } } }',
      'Query exceeds maximum complexity (complexity: ',
    ],
    [
      'asks for a page of a million',
      '{ runs(first: 1000000) { edges { node { id } } } }',
      'first: Expected at most 100, got 1000000',
    ],
    [
      'repeats a field under 400 names',
      `{ ${Array.from({ length: 400 }, (_, index) => `a${index}: health { status }`).join(' ')} }`,
      'Query exceeds maximum breadth (breadth: 800, max: 300)',
    ],
    [
      'chains 9,000 fragments',
      `{ ...F0 } ${Array.from({ length: 9_000 }, (_, index) => `fragment F${index} on Query { ...F${index + 1} }`).join(' ')} fragment F9000 on Query { __typename }`,
      'Expected at most 1000 operations and fragments in a document, got 9002',
    ],
    [
      'chains as many fragments as it may',
      `{ ...F0 } ${Array.from({ length: 998 }, (_, index) => `fragment F${index} on Query { ...F${index + 1} }`).join(' ')} fragment F998 on Query { nothing }`,
      'Cannot query field "nothing" on type "Query".',
    ],
    ['nests 2,000 deep', `{ ${'health { '.repeat(2_000)} status ${'}'.repeat(2_000)} }`, ''],
    [
      'nests 50,000 deep',
      `{ ${'... { '.repeat(24_000)} __typename ${'}'.repeat(24_000)} }`,
      'The document nests too deeply to be read',
    ],
    ['is not GraphQL', '{ traces', 'Syntax Error: Expected Name, found <EOF>.'],
    ['asks for an unknown field', '{ nothing }', 'Cannot query field "nothing" on type "Query".'],
    [
      'leaves an argument out',
      '{ trace { id } }',
      'Argument "Query.trace(id:)" of type "ID!" is required, but it was not provided.',
    ],
  ])('that %s is refused, and the server is well', async ([, query, message]) => {
    const server = await open();
    const { errors } = await server.send(query);
    expect(errors?.[0]?.message).toContain(message);
    expect(
      errors?.every(({ extensions }) => extensions?.['code'] !== 'INTERNAL_SERVER_ERROR'),
    ).toBe(true);
    expect(await server.data('{ health { status } }')).toEqual({ health: { status: 'healthy' } });
  });

  it.for<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['that is not JSON', '{"query":', 'Expected the request as JSON: Unexpected end of JSON input'],
    ['that is a list', 'null', 'Expected a JSON object with a `query` in the request'],
    [
      'with bytes that are not UTF-8',
      Buffer.concat([
        Buffer.from('{"query":"{ health { status } } # '),
        Buffer.of(0xff),
        Buffer.from('"}'),
      ]),
      'Expected the request in UTF-8, got bytes that are not',
    ],
  ])('%s is refused', async ([, body, message]) => {
    const server = await open();
    const accept = 'application/graphql-response+json';
    const response = await post(server, { body, headers: { accept } });
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].message).toBe(message);
  });

  it('that changes something is refused as a GET', async () => {
    const server = await open();
    const query = encodeURIComponent('mutation { deleteTraces(ids: []) { __typename } }');
    const response = await server.fetch(`/graphql?query=${query}`, {
      headers: { accept: 'application/json' },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  it('that reads is answered as a GET', async () => {
    const server = await open();
    const query = encodeURIComponent('{ health { status } }');
    const response = await server.fetch(`/graphql?query=${query}`, {
      headers: { accept: 'application/json' },
    });
    expect(await response.json()).toEqual({ data: { health: { status: 'healthy' } } });
  });

  it('for the whole schema is answered', async () => {
    const server = await open();
    const { __schema } = await server.data(getIntrospectionQuery());
    expect(__schema.queryType.name).toBe('Query');
  });
});

describe('The playground', () => {
  const open = serverFactory();

  it('is a page that needs nothing from another server', async () => {
    const server = await open();
    const response = await server.fetch('/graphql', { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toContain('text/html');
    const html = await response.text();
    expect(html).toContain('<title>Tunix RT</title>');
    const markup = html.replaceAll(/(<(script|style)\b[^>]*>).*?<\/\2>/gs, '$1');
    const tags = markup.match(/<(script|link|img|iframe)\b[^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(0);
    const addresses = tags.flatMap((tag) => /\s(?:src|href)=["']?([^"'\s>]+)/.exec(tag)?.[1] ?? []);
    expect(addresses.filter((address) => !address.startsWith('data:'))).toEqual([]);
  });
});

function post(server: TestServer, init: object): Promise<Response> {
  const { headers, ...rest } = { headers: {}, ...init };
  return server.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...rest,
  });
}
