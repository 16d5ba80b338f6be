import type { z } from 'zod';
import { DemoError } from '../failure.ts';
import { RUN_UPDATED, START_RUN } from '../operations.ts';
import { elapsedText } from '../terminal.ts';
import type { Demo } from './station.ts';

type Run = z.output<typeof RUN_UPDATED.result>;

const MARKS = { PASS: '✓', WARN: '!', FAIL: '✗', INFO: 'i' } as const;
const STYLES = { PASS: 'green', WARN: 'yellow', FAIL: 'red', INFO: 'dim' } as const;

/** Enqueues a dry run of a manifest and watches it until it ends.
 * @returns the steps that training would make
 * @throws DemoError when the dry run does not complete */
export async function predictTraining(demo: Demo, manifestId: string): Promise<number> {
  const { client, terminal } = demo;
  const since = performance.now();
  const { id, status } = await client.send(START_RUN, { input: { manifestId, mode: 'DRY_RUN' } });
  const statuses = [status];
  let run: Run | undefined;
  terminal.progress('dry run PENDING');
  for await (run of client.watch(RUN_UPDATED, { id })) {
    if (run.status !== statuses.at(-1)) statuses.push(run.status);
    terminal.progress(`dry run ${run.status}`);
  }
  const operations = [START_RUN.title, RUN_UPDATED.title];
  terminal.station({ name: 'Dry run', operations, since });
  terminal.row('status', `${statuses.join(' → ')}${spent(run)}`);
  for (const { name, status: found, message } of run?.preflight?.checks ?? []) {
    terminal.row(`${MARKS[found]} ${name}`, message, STYLES[found]);
  }
  if (run?.status !== 'COMPLETED') {
    throw new DemoError(run?.message ?? 'The dry run was not seen to end');
  }
  return run.preflight?.totalSteps ?? 0;
}

function spent(run: Run | undefined): string {
  const seconds = run?.durationSeconds;
  return seconds == null ? '' : `, at work for ${elapsedText(1_000 * seconds)}`;
}
