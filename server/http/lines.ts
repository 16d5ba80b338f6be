import { unzip } from '../imports/containers/unpack.ts';
import { problem } from './problem.ts';

/** The bytes of a request's body as they were before compression, or why they can't be had. */
export function linesOf(
  { headers, body }: Pick<Request, 'headers'> & { body: AsyncIterable<Uint8Array> | null },
  noun: 'trace' | 'score',
): AsyncIterable<Uint8Array> | Response {
  if (!body)
    return problem(400, 'Empty body', {
      detail: `Expected JSON Lines in the body, one ${noun} a line, got nothing`,
    });
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('multipart/')) {
    const detail = `Expected the lines as the body itself, got ${type.split(';')[0]}: with curl, use --data-binary @FILE or -T FILE`;
    return problem(415, 'Unsupported media type', { detail });
  }
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity') return body;
  if (encoding === 'gzip' || encoding === 'x-gzip') return unzip(body);
  return problem(415, 'Unsupported content encoding', {
    detail: `Expected gzip or none, got ${encoding}`,
  });
}
