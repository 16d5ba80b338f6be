import { describe, expect, it } from 'vitest';
import { sampleTraces } from '../examples/sampleTraces.ts';
import { silencedErrors } from '../testing/silencedErrors.ts';
import { mayMount, smallDiskFactory } from '../testing/smallDisk.ts';
import { serverFactory } from '../testing/testServer.ts';
import { toTraceJson } from './trace.ts';

// As many as no such disk holds.
const COUNT = 40_000;

describe.skipIf(!mayMount)('An import (skipped where no file system may be mounted)', () => {
  const smallDisk = smallDiskFactory();
  const open = serverFactory();
  const reports = silencedErrors();

  it('that fills the disk tells what it stored, and goes on where it ended once there is room', async () => {
    const disk = await smallDisk(8);
    const server = await open({ TUNIX_RT_HOME: disk.path });
    const lines = sampleTraces({ seed: 1, count: COUNT }).map((trace, index) =>
      JSON.stringify({ ...toTraceJson(trace), meta: { source: 'disk', index } }),
    );
    const body = lines.join('\n');
    const full = await server.fetch('/traces/import', { method: 'POST', body });
    const told = await full.json();
    expect(full.status).toBe(503);
    expect(told).toMatchObject({ code: 'DATABASE_FULL', rejected: 0 });
    expect(told.detail).toContain(`Stored before: ${told.accepted} traces`);
    expect((await server.data('{ counts { traces } }')).counts.traces).toBe(told.accepted);
    expect(reports().join('\n')).toContain('DATABASE_FULL');

    await disk.resize(400);
    const whole = await server.fetch('/traces/import', { method: 'POST', body });
    expect(await whole.json()).toMatchObject({
      accepted: COUNT - told.accepted,
      skipped: told.accepted,
    });
  });
});
