import { z } from 'zod';
import { ADDRESSES } from '../../addresses.ts';
import { describeDataset } from '../../datasets/describe.ts';
import { sourceOf } from '../../datasets/export/source.ts';
import { getSplit, stemOf } from '../../datasets/getSplit.ts';
import { pairLine, readPairs } from '../../datasets/pairs.ts';
import { datasetTraceIds } from '../../datasets/traceIds.ts';
import { NotFoundError } from '../../errors.ts';
import { numberInText } from '../../parse.ts';
import { readTraces } from '../../traces/read.ts';
import { type Call, type Route, routeWith } from '../plugins/routes.ts';
import { jsonLines, streamed } from '../stream.ts';
import { exportQuery, exportResponse } from './exportResponse.ts';
import { traceLines } from './traces.ts';

const query = exportQuery.extend({
  limit: numberInText(z.int().min(1).max(100_000)).optional(),
  split: z.string().optional(),
});

const side = z.object({ split: z.string().optional() });

export const datasetRoutes: Route[] = [
  routeWith({ method: 'GET', path: ADDRESSES.datasetExport, query, handle: exportDataset }),
  routeWith({ method: 'GET', path: ADDRESSES.datasetTraces, query: side, handle: sendTraces }),
  routeWith({ method: 'GET', path: ADDRESSES.datasetPairs, query: side, handle: sendPairs }),
  {
    method: 'GET',
    path: ADDRESSES.datasetManifest,
    handle: async (_request, { application, params }) =>
      Response.json(await describeDataset(application.database, params['key'] ?? '')),
  },
];

async function exportDataset(
  { signal }: Request,
  { application, params, query: { limit, split, ...given } }: Call<z.output<typeof query>>,
): Promise<Response> {
  const { key: datasetKey = '', file } = params;
  const { dataset, source } = await sourceOf(application.database, { datasetKey, split, limit });
  const stem = stemOf(datasetKey, split);
  return exportResponse(application, { source, stem, dataset, file, given, signal });
}

async function sendTraces(
  _request: Request,
  { application, params, query: { split } }: Call<z.output<typeof side>>,
): Promise<Response> {
  const { database } = application;
  const { id, key } = await getSplit(database, { key: params['key'] ?? '', split });
  const traces = readTraces(database, await datasetTraceIds(database, { datasetId: id, split }));
  return streamed(traceLines(traces), jsonLines(`${stemOf(key, split)}-traces.jsonl`));
}

async function sendPairs(
  _request: Request,
  { application, params, query: { split } }: Call<z.output<typeof side>>,
): Promise<Response> {
  const { database } = application;
  const { id, key, kind } = await getSplit(database, { key: params['key'] ?? '', split });
  if (kind !== 'PAIRS')
    throw new NotFoundError(`The dataset ${key} is one of traces, not of pairs`);
  async function* lines() {
    for await (const pairs of readPairs(database, { datasetId: id, split })) {
      yield pairs.map(pairLine).join('');
    }
  }
  return streamed(lines(), jsonLines(`${stemOf(key, split)}-pairs.jsonl`));
}
