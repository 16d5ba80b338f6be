import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { isFilename } from '../datasets/export.ts';
import { shown } from '../parse.ts';
import { droppedRowsPath } from '../runs/dryRun.ts';
import { getRun } from '../runs/get.ts';
import { problem } from './problem.ts';
import type { Route } from './routes.ts';
import { jsonLines } from './stream.ts';

export const fileRoutes: Route[] = [
  {
    method: 'GET',
    path: '/exports/:folder/:filename',
    handle(_request, { application, params: { folder = '', filename = '' } }) {
      if (!/^[0-9a-f]{32}$/.test(folder) || !isFilename(filename)) return notFound(filename);
      return file(join(application.settings.TUNIX_RT_HOME, 'exports', folder, filename));
    },
  },
  {
    method: 'GET',
    path: '/runs/:id/log',
    async handle(_request, { application, params, url }) {
      const { stdout, stderr } = await getRun(application.database, params['id'] ?? '');
      const text = url.searchParams.get('stream') === 'stderr' ? stderr : stdout;
      return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
    },
  },
  {
    method: 'GET',
    path: '/runs/:id/dropped.jsonl',
    async handle(_request, { application, params }) {
      const { id, preflight } = await getRun(application.database, params['id'] ?? '');
      if (
        preflight &&
        'droppedCount' in Object(preflight) &&
        Object(preflight).droppedCount === 0
      ) {
        return new Response('', { headers: jsonLines('dropped.jsonl') });
      }
      return file(droppedRowsPath(application.settings.TUNIX_RT_HOME, id));
    },
  },
];

/** A file as it is on disk, as a JSON Lines download. */
async function file(path: string): Promise<Response> {
  const size = await sizeOf(path);
  if (size === null) return notFound(basename(path));
  // Node's own stream type and the DOM's are one at run time.
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: { ...jsonLines(basename(path)), 'content-length': String(size) },
  });
}

function notFound(filename: string): Response {
  return problem(404, 'Not found', { detail: `There is no file ${shown(filename)} here` });
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}
