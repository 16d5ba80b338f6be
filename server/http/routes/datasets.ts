import { z } from 'zod';
import { ADDRESSES } from '../../addresses.ts';
import { describeDataset } from '../../datasets/describe.ts';
import { sourceOf } from '../../datasets/export/source.ts';
import { getDataset } from '../../datasets/get.ts';
import { datasetTraceIds } from '../../datasets/traceIds.ts';
import { numberInText } from '../../parse.ts';
import { readTraces } from '../../traces/read.ts';
import { type Call, type Route, routeWith } from '../plugins/routes.ts';
import { jsonLines, streamed } from '../stream.ts';
import { exportQuery, exportResponse } from './exportResponse.ts';
import { traceLines } from './traces.ts';

const query = exportQuery.extend({
  limit: numberInText(z.int().min(1).max(100_000)).optional(),
});

export const datasetRoutes: Route[] = [
  routeWith({ method: 'GET', path: ADDRESSES.datasetExport, query, handle: exportDataset }),
  {
    method: 'GET',
    path: ADDRESSES.datasetTraces,
    async handle(_request, { application, params }) {
      const { database } = application;
      const { id, key } = await getDataset(database, params['key'] ?? '');
      const traces = readTraces(database, await datasetTraceIds(database, { datasetId: id }));
      return streamed(traceLines(traces), jsonLines(`${key}-traces.jsonl`));
    },
  },
  {
    method: 'GET',
    path: ADDRESSES.datasetManifest,
    handle: async (_request, { application, params }) =>
      Response.json(await describeDataset(application.database, params['key'] ?? '')),
  },
];

async function exportDataset(
  { signal }: Request,
  { application, params, query: { limit, ...given } }: Call<z.output<typeof query>>,
): Promise<Response> {
  const { key: datasetKey = '', file } = params;
  const { dataset, traceIds } = await sourceOf(application.database, { datasetKey, limit });
  const source = { traceIds };
  return exportResponse(application, { source, stem: datasetKey, dataset, file, given, signal });
}
