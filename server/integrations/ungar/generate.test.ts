import { describe, expect, test } from 'vitest';
import { UngarUnavailableError, ValidationError } from '../../errors.ts';
import { fakeInterpreter, pythonIsMissing, pythonWith } from '../../testing/interpreter.ts';
import { standIn } from '../../testing/ungarStandIn.ts';
import { generateHighCardDuel } from './generate.ts';
import { createUngarProbe } from './status.ts';

const { UNGAR_PYTHON = 'python3' } = process.env;
const { signal } = new AbortController();
const installed = await createUngarProbe({ python: UNGAR_PYTHON, signal }).status();

const engines = [
  {
    name: `a stand-in for UNGAR${pythonIsMissing ? ' (skipped: python3 is not installed)' : ''}`,
    isAbsent: pythonIsMissing,
    python: () => pythonWith(standIn),
  },
  {
    name: `the UNGAR of UNGAR_PYTHON${installed.available ? '' : ` (skipped: ${UNGAR_PYTHON} has none)`}`,
    isAbsent: !installed.available,
    python: async () => UNGAR_PYTHON,
  },
];

for (const { name, isAbsent, python } of engines) {
  describe.skipIf(isAbsent)(`with ${name}`, () => {
    async function generate(count: number, seed?: number | null) {
      return generateHighCardDuel({ python: await python(), signal, count, seed });
    }

    async function deals(count: number, seed?: number) {
      const traces = await generate(count, seed);
      return traces.map(({ meta: { my_card, opponent_card, result } = {} }) =>
        [my_card, opponent_card, result].join(' '),
      );
    }

    test('words a game as the trace that tunix-rt records, then says what it is', async () => {
      const [trace] = await generate(1, 42);
      const { engine_version } = trace?.meta ?? {};
      expect(engine_version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(JSON.stringify(trace)).toBe(
        JSON.stringify({
          traceVersion: '1.0',
          prompt: 'High Card Duel: You have 1 hidden card. Action: reveal.',
          finalAnswer: 'reveal',
          steps: [
            { i: 0, type: 'legal_moves', content: 'Legal moves: [reveal]' },
            { i: 1, type: 'observation', content: 'My hand: TS' },
            { i: 2, type: 'unseen', content: 'Unseen cards: 51' },
            { i: 3, type: 'decision', content: 'Action chosen: reveal' },
          ],
          meta: {
            source: 'ungar',
            game: 'high_card_duel',
            episode_index: 0,
            my_card: 'TS',
            opponent_card: 'JH',
            result: 'loss',
            seed: 42,
            episode_seed: 42,
            engine: 'ungar-python',
            engine_version,
            templated: true,
          },
        }),
      );
    });

    test('deals the game at each index with the seed after the one before', async () => {
      expect(await deals(8, 42)).toEqual([
        'TS JH loss',
        '2H QH loss',
        'AH 5S win',
        'QC 8D win',
        '3C 7D loss',
        '9S 3H win',
        'QS JC win',
        'AS 4H win',
      ]);
      const traces = await generate(2, 42);
      expect(traces.map(({ meta }) => meta)).toMatchObject([
        { seed: 42, episode_index: 0, episode_seed: 42 },
        { seed: 42, episode_index: 1, episode_seed: 43 },
      ]);
    });

    test('knows a tie', async () => {
      expect(await deals(2, 14)).toEqual(['2D 2C tie', 'TD TC tie']);
    });

    test('plays a hundred games at most, and those', async () => {
      const results = (await deals(100, 0)).map((deal) => deal.split(' ')[2]);
      const times = (result: string) => results.filter((other) => other === result).length;
      expect([times('win'), times('loss'), times('tie')]).toEqual([47, 49, 4]);
    });

    test('takes a negative seed and the largest', async () => {
      expect(await deals(1, -42)).toEqual(['TS JH loss']);
      const [, trace] = await generate(2, 2 ** 31 - 1);
      expect(trace?.meta).toMatchObject({ seed: 2 ** 31 - 1, episode_seed: 2 ** 31 });
    });

    test('leaves the seeds out where there is none', async () => {
      for (const seed of [undefined, null]) {
        const [trace] = await generate(1, seed);
        expect(Object.keys(trace?.meta ?? {})).toEqual([
          ...['source', 'game', 'episode_index', 'my_card', 'opponent_card', 'result'],
          ...['engine', 'engine_version', 'templated'],
        ]);
      }
    });
  });
}

test.for([0, 101, 1.5])('refuses to play %d games', async (count) => {
  const generation = generateHighCardDuel({ python: '/nowhere/python', signal, count, seed: 1 });
  await expect(generation).rejects.toBeInstanceOf(ValidationError);
});

test.for([2 ** 31, 0.5])('refuses the seed %d', async (seed) => {
  const generation = generateHighCardDuel({ python: '/nowhere/python', signal, count: 1, seed });
  await expect(generation).rejects.toBeInstanceOf(ValidationError);
});

const good = {
  my_card: 'TS',
  opponent_card: 'JH',
  legal_moves: ['reveal'],
  action: 'reveal',
  reward: -1,
};

test.for([
  ['a card that it can not name', { ...good, my_card: '??' }],
  ['a joker', { ...good, opponent_card: 'XS' }],
  ['half a win', { ...good, reward: 0.5 }],
])('stores nothing of %s', async ([, episode]) => {
  const answer = JSON.stringify({ version: '0.1.0', episodes: [episode] });
  const python = await fakeInterpreter(`console.log(${JSON.stringify(answer)})`);
  await expect(generateHighCardDuel({ python, signal, count: 1 })).rejects.toThrow(
    'it gave an unexpected answer',
  );
});

test('says how to install UNGAR where it is not', async () => {
  const generation = generateHighCardDuel({ python: '/nowhere/python', signal, count: 1 });
  await expect(generation).rejects.toBeInstanceOf(UngarUnavailableError);
  await expect(generation).rejects.toThrow(
    'the interpreter "/nowhere/python" was not found. Install it with `pip install --no-deps numpy git+https://github.com/m-cahill/ungar.git@0e29e104',
  );
});

test('gives up on a game without end', async () => {
  const python = await fakeInterpreter('setInterval(() => undefined, 1e9)');
  await expect(generateHighCardDuel({ python, signal, count: 1, timeout: 100 })).rejects.toThrow(
    'it did not answer within 0.1 s',
  );
});
