import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** Sends an answer as fast as its reader takes it. When its source fails the connection breaks off, so
 * that nobody takes a part for the whole; when its reader goes, the source is let go. */
export async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const { status, headers } = response;
  const text = wholeTextOf(response);
  if (text !== null) {
    if (!outgoing.destroyed) outgoing.setHeaders(headers).writeHead(status).end(text);
    return;
  }
  // Node's own stream type and the DOM's are one at run time; the type of the API's own stream is narrower.
  const body = response.body as NodeReadableStream<Uint8Array> | null;
  if (outgoing.destroyed) return body?.cancel();
  outgoing.setHeaders(headers).writeHead(status);
  if (!body) {
    outgoing.end();
    return;
  }
  const source = body instanceof ReadableStream ? Readable.fromWeb(body) : Readable.from(body);
  source.once('error', (error) => {
    if (!outgoing.destroyed) reportBreak(outgoing, error);
  });
  await pipeline(source, outgoing).catch(() => outgoing.destroy());
}

/** The body of an answer that was made of a text: the API's own responses keep it, and need no stream. */
function wholeTextOf(response: Response): string | null {
  return 'bodyInit' in response && typeof response.bodyInit === 'string' ? response.bodyInit : null;
}

function reportBreak({ req: { method, url } }: ServerResponse, error: Error): void {
  console.error(`${method} ${url} broke off: ${error.message}`);
}
