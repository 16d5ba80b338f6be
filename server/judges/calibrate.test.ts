import { expect, it } from 'vitest';
import { recordScores } from '../scores/record.ts';
import { storeJudge, storePrompts } from '../testing/judging.ts';
import { describeOnEachDatabase, type TestServer } from '../testing/testServer.ts';

const LABELS = {
  rubric: [
    {
      criteria: 'verdict',
      labels: [
        { label: 'good', score: 1 },
        { label: 'bad', score: 0 },
      ],
    },
  ],
  parser: { kind: 'LABEL' },
};

describeOnEachDatabase('Calibration', (open) => {
  it('compares the newest verdicts of people and of the version on the same traces', async () => {
    const server = await open();
    const judgeId = await storeJudge(server, LABELS);
    const ids = await storePrompts(
      server,
      Array.from({ length: 52 }, (_, index) => `${index}`),
    );
    // Cohen's own kind of table: 20 both good, 15 both bad, 5 and 10 apart.
    const said = [
      ...Array(20).fill(['good', 'good']),
      ...Array(5).fill(['good', 'bad']),
      ...Array(10).fill(['bad', 'good']),
      ...Array(15).fill(['bad', 'bad']),
    ];
    await record(server, ids.slice(0, 50), { by: PERSON, labels: said.map(() => 'bad') });
    await record(server, ids.slice(0, 50), { by: PERSON, labels: said.map(([person]) => person) });
    await record(server, ids, {
      by: GRADER,
      labels: [...said.map(([, judge]) => judge), 'good', 'good'],
    });
    await record(server, ids, { by: { ...GRADER, version: '2' }, labels: ids.map(() => 'bad') });
    const [calibration] = await calibrationOf(server, judgeId);
    expect(calibration).toMatchObject({
      criteria: 'verdict',
      categories: ['good', 'bad'],
      isCalibrated: true,
    });
    expect(calibration.agreement.n).toBe(50);
    expect(calibration.agreement.observed).toBeCloseTo(0.7);
    expect(calibration.agreement.expected).toBeCloseTo(0.5);
    expect(calibration.agreement.kappa).toBeCloseTo(0.4);
    expect(calibration.confusion).toHaveLength(4);
    expect(calibration.confusion).toContainEqual({ person: 'bad', judge: 'good', count: 10 });
    const { trace } = await server.data(
      'query ($id: ID!) { trace(id: $id) { scores { source version isCalibrated } } }',
      { id: ids[0] },
    );
    expect(trace.scores).toEqual([
      { source: 'JUDGE', version: '2', isCalibrated: false },
      { source: 'JUDGE', version: '1', isCalibrated: true },
      { source: 'PERSON', version: null, isCalibrated: null },
      { source: 'PERSON', version: null, isCalibrated: null },
    ]);
  });

  it('is not there with few traces, or where everyone says the same', async () => {
    const server = await open();
    const judgeId = await storeJudge(server, LABELS);
    const ids = await storePrompts(
      server,
      Array.from({ length: 30 }, (_, index) => `${index}`),
    );
    expect(await calibrationOf(server, judgeId)).toMatchObject([
      { agreement: { n: 0, kappa: null }, isCalibrated: false },
    ]);
    for (const by of [PERSON, GRADER])
      await record(server, ids, { by, labels: ids.map(() => 'good') });
    expect(await calibrationOf(server, judgeId)).toMatchObject([
      { agreement: { n: 30, observed: 1, kappa: null }, isCalibrated: false },
    ]);
  });

  it('compares numbers of a long scale in bands', async () => {
    const server = await open();
    const judgeId = await storeJudge(server, {
      rubric: [{ criteria: 'quality', min: 0, max: 100 }],
    });
    const ids = await storePrompts(server, ['one', 'two']);
    await record(server, ids, { by: PERSON, numbers: [70, 100] });
    await record(server, ids, { by: GRADER, numbers: [79, 5] });
    const [{ categories, confusion }] = await calibrationOf(server, judgeId);
    expect(categories).toEqual(['0 to 20', '20 to 40', '40 to 60', '60 to 80', '80 to 100']);
    expect(confusion).toContainEqual({ person: '60 to 80', judge: '60 to 80', count: 1 });
    expect(confusion).toContainEqual({ person: '80 to 100', judge: '0 to 20', count: 1 });
  });
});

const PERSON = { source: 'PERSON', judge: 'Ada', version: null } as const;
const GRADER = { source: 'JUDGE', judge: 'grader', version: '1' } as const;

async function record(
  server: TestServer,
  ids: string[],
  {
    by,
    labels,
    numbers,
  }: { by: Parameters<typeof recordScores>[1]['judged']; labels?: string[]; numbers?: number[] },
): Promise<void> {
  const verdicts = ids.map((traceId, index) => {
    const label = labels?.[index];
    return label === undefined
      ? { traceId, criteria: 'quality', score: numbers?.[index] ?? 0 }
      : { traceId, criteria: 'verdict', score: label === 'good' ? 1 : 0, label };
  });
  const { prisma, sql } = server.application.database;
  await prisma.$transaction((transaction) =>
    recordScores({ prisma: transaction, sql }, { verdicts, judged: by }),
  );
}

async function calibrationOf(server: TestServer, id: string) {
  const { judge } = await server.data(
    `query ($id: ID!) { judge(id: $id) { calibration {
      criteria categories isCalibrated confusion { person judge count } agreement { n observed expected kappa }
    } } }`,
    { id },
  );
  return judge.calibration;
}
