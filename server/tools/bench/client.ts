import { Agent, request } from 'node:http';
import { Readable } from 'node:stream';
import { ADDRESSES } from '../../addresses.ts';

/** A client that adds little time of its own: one pool of connections, no parsing that isn't asked for. */
export type Client = ReturnType<typeof createClient>;

export function createClient(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  function open(path: string, body?: string | Readable, type = 'application/json') {
    const { promise, resolve, reject } = Promise.withResolvers<Readable>();
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = request(
      `${url}${path}`,
      { agent, method, headers: { 'content-type': type } },
      resolve,
    );
    outgoing.on('error', reject);
    if (body instanceof Readable) body.pipe(outgoing);
    else outgoing.end(body);
    return promise;
  }

  async function text(path: string, body?: string | Readable, type?: string): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of await open(path, body, type)) parts.push(part);
    return Buffer.concat(parts).toString();
  }

  return {
    text,
    /** Reads a response to its end and answers its size in bytes. */
    async size(path: string): Promise<number> {
      let bytes = 0;
      for await (const part of await open(path)) bytes += part.length;
      return bytes;
    },
    // biome-ignore lint/suspicious/noExplicitAny: a benchmark knows what it asked for
    async data(query: string, variables: object = {}): Promise<any> {
      const { data, errors } = JSON.parse(
        await text(ADDRESSES.graphql, JSON.stringify({ query, variables })),
      );
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    close: () => agent.destroy(),
  };
}
