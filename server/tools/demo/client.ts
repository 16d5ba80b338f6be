import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { ADDRESSES } from '../../addresses.ts';
import type { Server } from '../../http/graphql.ts';
import { DemoError } from './failure.ts';
import type { Operation } from './operations.ts';

export type DemoClient = ReturnType<typeof createDemoClient>;

const ORIGIN = 'http://localhost';

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Asks a server as any client does, by its HTTP interface, but without a port. */
export function createDemoClient(server: Pick<Server, 'fetch'>) {
  const post = (operation: Operation<unknown>, variables: object, accept: string) =>
    server.fetch(`${ORIGIN}${ADDRESSES.graphql}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query: operation.text, variables }),
    });

  return {
    /** Sends a query or a mutation and answers the value of its one field.
     * @throws DemoError with what the server says when it refuses */
    async send<Result>(operation: Operation<Result>, variables: object = {}): Promise<Result> {
      const response = await post(operation, variables, 'application/json');
      return resultOf(operation, await response.json());
    },
    /** The values of a subscription as they come, by server-sent events, until it ends. */
    async *watch<Result>(operation: Operation<Result>, variables: object): AsyncGenerator<Result> {
      const response = await post(operation, variables, 'text/event-stream');
      const lines = createInterface({ input: Readable.from(response.body ?? []) });
      for await (const line of lines) {
        const data = /^data: ?(.+)$/.exec(line)?.[1];
        if (data) yield resultOf(operation, JSON.parse(data));
      }
    },
    /** Sends a body as it is read, and answers the response's JSON. */
    async upload(path: string, chunks: AsyncIterable<Uint8Array>): Promise<unknown> {
      // Node's own stream type and the DOM's are one at run time.
      const body = Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array>;
      const init = { method: 'POST', body, duplex: 'half' as const };
      const response = await server.fetch(`${ORIGIN}${path}`, init);
      return response.json();
    },
    /** The text at a path. */
    async download(path: string): Promise<string> {
      const response = await server.fetch(`${ORIGIN}${path}`);
      if (!response.ok) throw new DemoError(`GET ${path} answered ${response.status}`);
      return response.text();
    },
  };
}

function resultOf<Result>({ title, result }: Operation<Result>, json: unknown): Result {
  const { data, errors } = answer.parse(json);
  const value = Object.values(data ?? {})[0];
  const refused = z.object({ problem: z.string() }).safeParse(value);
  const problem = errors?.[0]?.message ?? refused.data?.problem;
  if (problem !== undefined) throw new DemoError(`${title} was refused: ${problem}`);
  return result.parse(value);
}
