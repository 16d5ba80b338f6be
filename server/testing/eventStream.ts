import type { TestServer } from './testServer.ts';

type Result = {
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
  data: any;
  errors?: { message: string; extensions?: { code?: string } }[];
};

/** Subscribes over server-sent events, and answers the results as they come; the subscription ends when
 * the generator is left. */
export async function eventsOf(
  server: Pick<TestServer, 'fetch'>,
  query: string,
  variables: object,
): Promise<AsyncGenerator<Result>> {
  const response = await server.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
  });
  return read(response.body ?? new ReadableStream());
}

async function* read(body: ReadableStream<Uint8Array>): AsyncGenerator<Result> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const events = `${rest}${decoder.decode(bytes, { stream: true })}`.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const [, kind, json] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? [];
      if (kind === 'complete') return;
      if (kind === 'next' && json) yield JSON.parse(json);
    }
  }
}
