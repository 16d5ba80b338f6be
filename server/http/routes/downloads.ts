import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { ADDRESSES } from '../../addresses.ts';
import { archiveOf } from '../../checkpoints/archive.ts';
import { artifactPath } from '../../checkpoints/artifacts.ts';
import { isFilename } from '../../datasets/export/input.ts';
import { packFolder } from '../../files/packFolder.ts';
import { exportPath, runFolder } from '../../home/layout.ts';
import { storedExport } from '../../models/exported.ts';
import { exportName } from '../../models/exportName.ts';
import { originOfModel } from '../../models/origin.ts';
import { shown } from '../../parse.ts';
import { getRun } from '../../runs/get.ts';
import { bundleOf } from '../../training/bundle.ts';
import { type Call, type Route, routeWith } from '../plugins/routes.ts';
import { problem } from '../problem.ts';
import { jsonLines } from '../stream.ts';
import { openWholeFile, type WholeFile } from '../wholeFile.ts';

const streamQuery = z.object({ stream: z.enum(['stdout', 'stderr']).default('stdout') });

export const downloadRoutes: Route[] = [
  {
    method: 'GET',
    path: ADDRESSES.exportFile,
    handle(_request, { application, params: { folder = '', filename = '' } }) {
      if (!/^[0-9a-f]{32}$/.test(folder) || !isFilename(filename)) return notFound(filename);
      return file(exportPath(application.settings.TUNIX_RT_HOME, { folder, filename }));
    },
  },
  routeWith({ method: 'GET', path: ADDRESSES.runLog, query: streamQuery, handle: log }),
  {
    method: 'GET',
    path: ADDRESSES.runFile,
    async handle(_request, { application, params }) {
      const { id } = await getRun(application.database, params['id'] ?? '');
      const wanted = params['path'] ?? '';
      const path = await artifactPath(application.settings.TUNIX_RT_HOME, id, wanted);
      return path ? file(path, 'application/octet-stream') : notFound(wanted);
    },
  },
  routeWith({
    method: 'GET',
    path: ADDRESSES.runFolder,
    query: z.object({ path: z.string().default('') }),
    async handle(_request, { application, params, query: { path: part } }) {
      const run = await getRun(application.database, params['id'] ?? '');
      const { id } = run;
      const name =
        part !== '' && part === storedExport(run)?.path
          ? await exportName(application.database, run)
          : ['run', id.slice(-6), ...part.split('/').filter(Boolean)].join('-');
      const archive = await archiveOf(application.settings.TUNIX_RT_HOME, {
        runId: id,
        part,
        name,
      });
      return archive ? tar(archive, name) : notFound(part);
    },
  }),
  {
    method: 'GET',
    path: ADDRESSES.model,
    async handle(_request, { application, params }) {
      const { version, origin } = await originOfModel(application, params['reference'] ?? '');
      if (!(await stat(origin.folder).catch(() => null))) return notFound(`${origin.name}.tar`);
      const name = `${origin.name.replace('@', '-v')}-step-${version.step}`;
      return tar(packFolder(origin.folder, { name }), name);
    },
  },
  {
    method: 'GET',
    path: ADDRESSES.manifestBundle,
    async handle({ signal }, { application, params }) {
      const manifestId = params['id'] ?? '';
      const name = `bundle-${manifestId.slice(-6)}`;
      return tar(await bundleOf(application, { manifestId, name, signal }), name);
    },
  },
  {
    method: 'GET',
    path: ADDRESSES.runDropped,
    async handle(_request, { application, params }) {
      const { id, preflight } = await getRun(application.database, params['id'] ?? '');
      if (
        preflight &&
        'droppedCount' in Object(preflight) &&
        Object(preflight).droppedCount === 0
      ) {
        return new Response('', { headers: jsonLines('dropped.jsonl') });
      }
      return file(runFolder(application.settings.TUNIX_RT_HOME, id).dropped);
    },
  },
];

/** The whole log of a training; of a dry run, what its row holds. */
async function log(
  _request: Request,
  { application, params, query: { stream } }: Call<z.output<typeof streamQuery>>,
): Promise<Response> {
  const run = await getRun(application.database, params['id'] ?? '');
  const type = 'text/plain; charset=utf-8';
  const { [stream]: path } = runFolder(application.settings.TUNIX_RT_HOME, run.id);
  const whole = await openWholeFile(path);
  if (whole) return download(whole, { filename: basename(path), type });
  const notice =
    run.mode === 'LOCAL' && run.home !== application.homeId
      ? `[... the whole log is on another server, that of the data folder whose id is ${run.home}; its end follows ...]\n`
      : '';
  return new Response(`${notice}${run[stream]}`, { headers: { 'content-type': type } });
}

/** A file as it is on disk, to download. */
async function file(path: string, type = 'application/x-ndjson; charset=utf-8'): Promise<Response> {
  const filename = basename(path);
  const whole = await openWholeFile(path);
  return whole ? download(whole, { filename, type }) : notFound(filename);
}

function download(
  { size, content }: WholeFile,
  { filename, type }: { filename: string; type: string },
): Response {
  return new Response(content, {
    headers: {
      'content-type': type,
      'content-length': String(size),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
    },
  });
}

/** An archive to download. */
function tar(archive: Readable, name: string): Response {
  // Node's own stream type and the DOM's are one at run time.
  return new Response(Readable.toWeb(archive) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'application/x-tar',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}.tar`,
    },
  });
}

function notFound(filename: string): Response {
  return problem(404, 'Not found', { detail: `There is no file ${shown(filename)} here` });
}
