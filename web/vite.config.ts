import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';

const SERVER = 'http://127.0.0.1:4000';

const PLAIN_ROUTES = [
  '/traces/import',
  '/traces/export.jsonl',
  '/ungar/high-card-duel/export.jsonl',
  '^/datasets/[^/]+/(export\\.jsonl|manifest\\.json)',
  '^/manifests/[^/]+\\.(yaml|json)',
  '^/runs/[^/]+/(log|dropped\\.jsonl)',
  '/exports/',
  '/healthz',
  '/readyz',
  '/metrics',
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [solid()],
  build: { outDir: 'dist', emptyOutDir: true },
  server: {
    proxy: {
      '/graphql': { target: SERVER, ws: true },
      ...Object.fromEntries(PLAIN_ROUTES.map((route) => [route, { target: SERVER }])),
    },
  },
});
