import { ADDRESSES } from '../../addresses.ts';
import { databaseStatus } from '../../database/status.ts';
import type { Route } from '../plugins/routes.ts';

export const healthRoutes: Route[] = [
  { method: 'GET', path: ADDRESSES.alive, handle: () => Response.json({ status: 'ok' }) },
  {
    method: 'GET',
    path: ADDRESSES.ready,
    async handle(_request, { application }) {
      const { status, provider } = await databaseStatus(application.database);
      const isReady = status === 'healthy';
      return Response.json(
        { status: isReady ? 'ready' : 'not ready', database: { status, provider } },
        { status: isReady ? 200 : 503 },
      );
    },
  },
];
