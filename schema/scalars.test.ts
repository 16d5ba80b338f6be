import { describe, expect, it } from 'vitest';
import { serverFactory, type TestServer } from '../server/testing/testServer.ts';

describe('A JSON value in a document', () => {
  const open = serverFactory();

  it('is taken as it is written, variables in it included', async () => {
    const server = await open();
    const { createTrace } = await create(
      server,
      '{ list: [1, -2.5, "x", true, null, []], nested: { a: $value, absent: { b: false } } }',
      { value: { b: ['é'] } },
    );
    expect(createTrace.meta).toEqual({
      list: [1, -2.5, 'x', true, null, []],
      nested: { a: { b: ['é'] }, absent: { b: false } },
    });
  });

  it('is refused where its number would lose digits', async () => {
    const server = await open();
    const { createTrace } = await create(server, '{ id: 12345678901234567890 }');
    expect(createTrace.issues).toEqual([
      {
        path: ['input', 'meta', 'id'],
        message:
          'An integer beyond 9007199254740991 would lose digits, got about 12345678901234567000; write it as a string',
      },
    ]);
  });
});

describe('A moment', () => {
  const open = serverFactory();

  it('is told in UTC, to the millisecond', async () => {
    const server = await open();
    const before = Date.now();
    const { createTrace } = await create(server, '{}');
    expect(createTrace.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(createTrace.createdAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(createTrace.createdAt)).toBeLessThanOrEqual(Date.now());
  });
});

function create(server: TestServer, meta: string, variables: object = {}) {
  return server.data(
    `mutation ${'value' in variables ? '($value: JSON)' : ''} { createTrace(input: {
      traceVersion: "1.0", prompt: "p", finalAnswer: "a", steps: [{ i: 0, type: "t", content: "c" }], meta: ${meta}
    }) {
      ... on Trace { createdAt meta }
      ... on ValidationError { issues { path message } }
    } }`,
    variables,
  );
}
