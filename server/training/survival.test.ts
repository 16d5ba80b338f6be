import { describe, expect, it, onTestFinished } from 'vitest';
import { createDatabase, isPostgresqlThere } from '../testing/postgresql.ts';
import { serverProcessFactory } from '../testing/serverProcess.ts';
import {
  type Asked,
  buildSample,
  ended,
  isAtWork,
  linesOf,
  pointsOf,
  releaseTrainer,
  runOf,
  startTraining,
  TRAINER,
  trainerOf,
} from '../testing/training.ts';
import { until } from '../testing/until.ts';

// The second part is printed slowly enough to be killed in the middle of storing it.
const SCRIPT =
  'plan=20000;lines=40000,both;points=8000;wait=second;points=12000;lines=60000,both,150;wait=end';

/** Waits until more than so many lines are stored. */
function stored(server: Asked, id: string, lines: number) {
  return until(`more than ${lines} lines are stored`, async () => {
    const { logLineCount } = await runOf(server, id);
    return logLineCount > lines ? logLineCount : null;
  });
}

function describeSurvival(title: string, environmentOf: () => Promise<Record<string, string>>) {
  describe(title, () => {
    const processes = serverProcessFactory();

    it('keeps training when the server is killed, and stores every line and point once', async () => {
      const home = await processes.home();
      const environment = { TUNIX_PYTHON: TRAINER, ...(await environmentOf()) };
      const first = await processes.start(home, environment);
      await buildSample(first);
      const id = await startTraining(first, SCRIPT);
      const trainer = await trainerOf(home, id);

      await stored(first, id, 0);
      await first.end('SIGKILL');
      await releaseTrainer(first, id, 'second');
      const second = await processes.start(home, environment);
      await stored(second, id, 80_000);
      await second.end('SIGKILL');
      const third = await processes.start(home, environment);
      await stored(third, id, 199_999);

      expect(isAtWork(trainer)).toBe(true);
      expect(await runOf(third, id)).toMatchObject({ status: 'RUNNING', plannedSteps: 20_000 });
      await releaseTrainer(third, id, 'end');
      expect(await ended(third, id)).toMatchObject({ status: 'COMPLETED', exitCode: 0 });

      const lines = await linesOf(third, id);
      expect(lines.length).toBe(200_000);
      expect(lines.every(({ seq }, index) => seq === index + 1)).toBe(true);
      const printed = [40_000, 60_000].flatMap((count) =>
        Array.from({ length: count }, (_, index) => `line ${index + 1}`),
      );
      for (const stream of ['STDOUT', 'STDERR'] as const) {
        const texts = lines.filter((line) => line.stream === stream).map(({ text }) => text);
        expect(texts.join('\n') === printed.join('\n')).toBe(true);
      }
      const points = await pointsOf(third, id);
      expect(points.length).toBe(20_000);
      expect(points.every(({ seq }, index) => seq === index + 1)).toBe(true);
      const measured = [8_000, 12_000].flatMap((count) =>
        Array.from({ length: count }, (_, index) => (index + 1) / 8),
      );
      expect(points.map(({ value }) => value).join()).toBe(measured.join());
    });
  });
}

describeSurvival('A run outlives its server (SQLite)', async () => ({}));

describe.skipIf(!isPostgresqlThere)('On PostgreSQL (skipped where none answers)', () => {
  describeSurvival('a run outlives its server', async () => {
    const { url, drop } = await createDatabase();
    onTestFinished(drop);
    return { DATABASE_URL: url };
  });
});
