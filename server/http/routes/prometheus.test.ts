import { expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../testing/testServer.ts';

describeOnEachDatabase('The metrics', (open) => {
  it('count runs by mode and status, as they are at that moment', async () => {
    const server = await open();
    const metrics = async () => {
      const response = await server.fetch('/metrics');
      expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
      return response.text();
    };
    expect(await metrics()).not.toContain('tunix_rt_runs{');
    const line = JSON.stringify({
      trace_version: '1.0',
      prompt: 'p',
      final_answer: 'a',
      steps: [{ i: 0, type: 't', content: 'c' }],
    });
    await server.fetch('/traces/import', { method: 'POST', body: line });
    await server.data(`mutation {
      buildDataset(input: { name: "d", version: "1" }) { __typename }
      good: startRun(input: { datasetKey: "d-1", modelId: "m", training: { batchSize: 1 } }) { __typename }
      bad: startRun(input: { datasetKey: "d-1", modelId: "m" }) { __typename }
      worse: startRun(input: { datasetKey: "d-1", modelId: "m" }) { __typename }
    }`);
    await server.application.queue.idle();
    const text = await metrics();
    expect(text).toContain('# TYPE tunix_rt_runs gauge');
    expect(text).toContain('tunix_rt_runs{mode="DRY_RUN",status="COMPLETED"} 1\n');
    expect(text).toContain('tunix_rt_runs{mode="DRY_RUN",status="FAILED"} 2\n');
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  });
});
