import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { ADDRESSES } from '../../addresses.ts';
import type { Application } from '../../application.ts';
import type { Route } from '../plugins/routes.ts';

/** `GET /metrics` for Prometheus: the process, and how many runs stand where. */
export function prometheusRoutes(application: Application): Route[] {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'tunix_rt_runs',
    help: 'Runs by mode and status.',
    labelNames: ['mode', 'status'] as const,
    registers: [registry],
    async collect() {
      this.reset();
      const groups = await application.database.prisma.run.groupBy({
        by: ['mode', 'status'],
        _count: true,
      });
      for (const { mode, status, _count } of groups) this.set({ mode, status }, _count);
    },
  });
  return [
    {
      method: 'GET',
      path: ADDRESSES.metrics,
      handle: async () =>
        new Response(await registry.metrics(), {
          headers: { 'content-type': registry.contentType },
        }),
    },
  ];
}
