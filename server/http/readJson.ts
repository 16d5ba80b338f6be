import { isUtf8 } from 'node:buffer';
import { shown } from '../parse.ts';
import { keptOpen } from './keptOpen.ts';
import { problem } from './problem.ts';

/** What a request's body holds, or why it can't be had. */
export async function readJson(
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  { maxBytes }: { maxBytes: number },
): Promise<{ value: unknown } | Response> {
  const type = headers.get('content-type');
  if (!/^application\/json\s*(;|$)/i.test(type ?? '')) {
    const detail = `Expected the content type application/json, got ${shown(type ?? undefined)}: with curl, use --json`;
    return problem(415, 'Unsupported media type', { detail });
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (!body) return badJson('there is none');
  for await (const chunk of keptOpen(body)) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      const detail = `Expected a body of at most ${maxBytes} bytes, got more`;
      return problem(413, 'Body too large', { detail });
    }
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  if (!isUtf8(whole)) return badJson('it is not in UTF-8');
  try {
    return { value: JSON.parse(whole.toString()) };
  } catch (error) {
    return badJson(error instanceof Error ? error.message : String(error));
  }
}

function badJson(reason: string): Response {
  return problem(400, 'Bad request', { detail: `Expected JSON in the body: ${reason}` });
}
