import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{server,schema,prisma}/**/*.test.ts',
      'web/src/**/*.test.{ts,tsx}',
      'web/e2e/**/*.test.ts',
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
