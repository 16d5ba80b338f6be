import { expect, it } from 'vitest';
import { storeJudge } from '../testing/judging.ts';
import { describeOnEachDatabase, serverFactory } from '../testing/testServer.ts';

describeOnEachDatabase('A judge', (open) => {
  it('gets the next version of its name with every change, and none without one', async () => {
    const server = await open();
    const first = await storeJudge(server);
    const same = await storeJudge(server);
    const warmer = await storeJudge(server, { temperature: 0.5, parameters: { seed: 1 } });
    const other = await storeJudge(server, { name: 'other' });
    expect(same).toBe(first);
    const { judges } = await server.data(
      '{ judges { totalCount edges { node { id name version temperature parameters maxTokens rubric { criteria scale min max } parser { kind explanationField } } } } }',
    );
    expect(judges.edges.map(({ node }: { node: object }) => node)).toMatchObject([
      { id: other, name: 'other', version: 1 },
      { id: warmer, name: 'grader', version: 2, temperature: 0.5, parameters: { seed: 1 } },
      {
        id: first,
        version: 1,
        rubric: [{ criteria: 'quality', scale: 'a number from 1 to 5', min: 1, max: 5 }],
        parser: { kind: 'JSON', explanationField: 'why' },
      },
    ]);
  });

  it('made by many at the same moment gets a version for each', async () => {
    const server = await open();
    const tokens = [100, 200, 300, 400];
    await Promise.all(tokens.map((maxTokens) => storeJudge(server, { maxTokens })));
    const { judges } = await server.data(
      '{ judges(name: "grader") { edges { node { version } } } }',
    );
    expect(judges.edges.map(({ node }: { node: { version: number } }) => node.version)).toEqual([
      4, 3, 2, 1,
    ]);
  });
});

const open = serverFactory();

const LABELS = [
  { label: 'right', score: 1 },
  { label: 'wrong', score: 0 },
];

it.each([
  ['a placeholder that there is not', { prompt: '{{answer}} {{verdict}}' }, 'got {{verdict}}'],
  ['braces without a name', { prompt: '{{answer}} {{ {' }, 'to begin a placeholder'],
  ['a prompt without what is judged', { prompt: '{{prompt}}' }, 'nothing to judge'],
  ['a criteria of a program', { rubric: [{ criteria: 'baseline', min: 0, max: 1 }] }, 'a program'],
  ['a scale upside down', { rubric: [{ criteria: 'q', min: 5, max: 1 }] }, 'below `max`'],
  ['neither scale nor labels', { rubric: [{ criteria: 'q' }] }, 'either `min` and `max`'],
  [
    'labels that differ in case alone',
    { rubric: [{ criteria: 'q', labels: [...LABELS, { label: 'Right', score: 2 }] }] },
    'right twice',
  ],
  [
    'a number for labels',
    { rubric: [{ criteria: 'q', labels: LABELS }], parser: { kind: 'NUMBER' } },
    'with a scale',
  ],
  [
    'a line for two criteria',
    {
      rubric: [
        { criteria: 'a', min: 0, max: 1 },
        { criteria: 'b', min: 0, max: 1 },
      ],
      parser: { kind: 'NUMBER' },
    },
    'one criteria, got 2',
  ],
  ['a broken pattern', { parser: { kind: 'REGEX', pattern: '(\\d' } }, 'regular expression'],
  [
    'a pattern without a group',
    { parser: { kind: 'REGEX', pattern: '\\d' } },
    'Expected one group',
  ],
  ['no pattern', { parser: { kind: 'REGEX' } }, 'it is missing'],
  ['a parameter that is its own', { parameters: { messages: [] } }, 'no `messages`'],
  ['too many tokens', { maxTokens: 10_000_000 }, 'at most'],
])('A judge with %s is refused with a reason', async (_title, input, reason) => {
  const server = await open();
  await expect(storeJudge(server, input)).rejects.toThrow(reason);
});
