import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from './testing/testServer.ts';

const SHARED = new URL('../../shared/', import.meta.url);
const isSharedThere = existsSync(new URL('data/dev-reasoning-v2.jsonl', SHARED));

describe.skipIf(!isSharedThere)(
  `The loop on real traces${isSharedThere ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    const read = (path: string) => readFileSync(new URL(path, SHARED), 'utf8');
    describeOnEachDatabase('dev-reasoning-v2', (open) => {
      it('imports, scores, builds, exports and dry-runs to the golden values', async () => {
        const golden = JSON.parse(read('golden/dev-reasoning-v2.json'));
        const lines = read('data/dev-reasoning-v2.jsonl').trim().split('\n');
        const server = await open();

        const { importTraces } = await server.data(
          `mutation ($input: ImportTracesInput!) { importTraces(input: $input) {
            ... on ImportTracesPayload { createdCount traces { id prompt } }
            ... on Error { message }
          } }`,
          { input: { traces: lines.map(toInput) } },
        );
        expect(importTraces.createdCount).toBe(550);
        const ids = importTraces.traces.map(({ id }: { id: string }) => id);
        expect(ids).toEqual([...ids].sort());

        const { scoreTraces } = await server.data(
          'mutation { scoreTraces(input: {}) { ... on ScoreTracesPayload { scoredCount } } }',
        );
        expect(scoreTraces.scoredCount).toBe(550);
        const scores = new Map<string, number>();
        let after: string | null = null;
        do {
          const { traces } = await server.data(
            'query ($after: String) { traces(first: 100, after: $after) { pageInfo { endCursor hasNextPage } edges { node { id score { score } } } } }',
            { after },
          );
          for (const { node } of traces.edges) scores.set(node.id, node.score.score);
          after = traces.pageInfo.hasNextPage ? traces.pageInfo.endCursor : null;
        } while (after);
        expect(ids.map((id: string) => scores.get(id))).toEqual(golden.baseline_scores);
        const sum = [...scores.values()].reduce((total, score) => total + score, 0);
        expect(sum).toBeCloseTo(golden.baseline_sum, 6);

        const { buildDataset } = await server.data(
          `mutation { buildDataset(input: { name: "dev-reasoning", version: "v2", limit: 550 }) {
            ... on Dataset { key digest sftSha256 stats { traceCount avgStepCount minStepCount maxStepCount avgTotalChars } }
            ... on Error { message }
          } }`,
        );
        expect(buildDataset.stats).toEqual({
          traceCount: golden.stats.trace_count,
          avgStepCount: golden.stats.avg_step_count,
          minStepCount: golden.stats.min_step_count,
          maxStepCount: golden.stats.max_step_count,
          avgTotalChars: golden.stats.avg_total_chars,
        });
        expect(buildDataset.digest).toBe(sha256([...lines].reverse().map(canonical).join('')));

        const { exportDataset } = await server.data(
          `mutation ($ids: [ID!]) { exportDataset(input: { traceIds: $ids, format: TUNIX_SFT }) {
            ... on DatasetExport { recordCount sha256 url forgedTurns { row } }
            ... on Error { message }
          } }`,
          { ids },
        );
        expect(exportDataset).toMatchObject({ recordCount: 550, forgedTurns: [] });
        const file = await (await server.fetch(exportDataset.url)).text();
        expect(sha256(file)).toBe(exportDataset.sha256);
        expect(sha256(promptsOf(file).join('\n'))).toBe(
          golden.tunix_sft_sha256_of_all_550_joined_by_one_newline,
        );

        const download = await server.fetch(
          '/datasets/dev-reasoning-v2/export.jsonl?format=tunix_sft',
        );
        const exported = await download.text();
        expect(sha256(exported)).toBe(buildDataset.sftSha256);
        expect(sha256(promptsOf(exported).reverse().join('\n'))).toBe(
          golden.tunix_sft_sha256_of_all_550_joined_by_one_newline,
        );

        const { startRun } = await server.data(
          `mutation { startRun(input: { datasetKey: "dev-reasoning-v2", modelId: "tunix-rt/tiny" }) {
            ... on Run { id status }
            ... on Error { message }
          } }`,
        );
        expect(startRun.status).toBe('PENDING');
        await server.application.queue.idle();
        const { run } = await server.data(
          `query ($id: ID!) { run(id: $id) { status exitCode stdout plannedSteps preflight { passed rowCount stepsPerEpoch totalSteps droppedCount } } }`,
          { id: startRun.id },
        );
        expect(run).toMatchObject({
          status: 'COMPLETED',
          exitCode: 0,
          plannedSteps: 204,
          preflight: {
            passed: true,
            rowCount: 550,
            stepsPerEpoch: 68,
            totalSteps: 204,
            droppedCount: 0,
          },
        });
        expect(run.stdout).toMatch(/^Dry-run validation completed successfully\./);
        expect(run.stdout).toContain('6 rows of each epoch left out');
      });

      it('builds the same digest from the same file again, in whatever order it came', async () => {
        const lines = read('data/dev-reasoning-v2.jsonl').trim().split('\n');
        const digests: string[] = [];
        for (const body of [lines, [...lines].reverse()]) {
          const server = await open();
          await server.fetch('/traces/import', { method: 'POST', body: body.join('\n') });
          const { buildDataset } = await server.data(
            `mutation { buildDataset(input: { name: "random", version: "1", limit: 200, strategy: RANDOM, seed: 7 }) {
              ... on Dataset { digest }
              ... on Error { message }
            } }`,
          );
          digests.push(buildDataset.digest);
        }
        expect(digests[0]).toBe(RANDOM_200_SEED_7);
        expect(digests[1]).toBe(RANDOM_200_SEED_7);
      });
    });
  },
);

// The same on SQLite and PostgreSQL, and a change of it would break what was built before.
const RANDOM_200_SEED_7 = 'a809a32881eef13311f965fd8fd2f911142a4f72ca16969ffa265bb2211a91cb';

function toInput(line: string) {
  const { trace_version, prompt, final_answer, steps, meta } = JSON.parse(line);
  return { traceVersion: trace_version, prompt, finalAnswer: final_answer, steps, meta };
}

function canonical(line: string): string {
  return `${JSON.stringify(sorted(JSON.parse(line)))}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sorted(child)]),
  );
}

function promptsOf(file: string): string[] {
  return file
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).prompts);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
