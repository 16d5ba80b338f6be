import { defineConfig } from 'vitest/config';

export default defineConfig({
  // What node itself resolves: else tests would have a development copy of graphql beside the one that
  // packages import.
  ssr: { resolve: { conditions: ['module-sync', 'node'] } },
  test: {
    include: [
      '{server,schema,prisma}/**/*.test.ts',
      'web/*.test.ts',
      'web/src/**/*.test.{ts,tsx}',
      'web/e2e/**/*.test.ts',
    ],
    // Most tests wait for processes that they start, so each core has one at work.
    maxWorkers: '100%',
    globalSetup: ['server/testing/templates.ts'],
    // What is waited for has its own patience; this ends a test that waits for ever.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 25_000 } },
  },
});
