import { describe, expect, test } from 'vitest';
import { fakeInterpreter, pythonIsMissing, pythonWith } from '../../testing/interpreter.ts';
import { standIn } from '../../testing/ungarStandIn.ts';
import { createUngarProbe } from './status.ts';

const { signal } = new AbortController();

function statusOf(python: string) {
  return createUngarProbe({ python, signal }).status();
}

describe.skipIf(pythonIsMissing)(
  `with stand-ins for the package${pythonIsMissing ? ' (skipped: python3 is not installed)' : ''}`,
  () => {
    test('tells the version and that the traces are a template', async () => {
      expect(await statusOf(await pythonWith(standIn))).toEqual({
        available: true,
        version: '9.9.9',
        message:
          'UNGAR 9.9.9 is available. Its High Card Duel traces are a template with the cards dealt filled in: they hold at most 52 different texts.',
      });
    });

    test('says that UNGAR is not installed and how to install it', async () => {
      const python = await pythonWith({});
      expect(await statusOf(python)).toEqual({
        available: false,
        version: null,
        message: `UNGAR is not available with ${python}: it can't be imported (ModuleNotFoundError: No module named 'ungar'). Install it with \`pip install --no-deps numpy git+https://github.com/m-cahill/ungar.git@0e29e104aa1b13542b193515e3895ee87122c1cb\` for Python 3.10 or newer and start the server with \`UNGAR_PYTHON=/path/to/python\`.`,
      });
    });

    test('is not deceived by a folder named ungar', async () => {
      const python = await pythonWith({ 'ungar/notes.txt': '' });
      expect(await statusOf(python)).toMatchObject({
        available: false,
        message: expect.stringContaining('a folder named ungar is on the path'),
      });
    });

    test('says what UNGAR lacks to play', async () => {
      const python = await pythonWith({
        ...standIn,
        'ungar/games/high_card_duel.py': 'import ndarrays',
      });
      expect(await statusOf(python)).toMatchObject({
        available: false,
        message: expect.stringContaining(
          "it can't play High Card Duel (ModuleNotFoundError: No module named 'ndarrays')",
        ),
      });
    });

    test('refuses a package of the same name that deals other cards', async () => {
      const python = await pythonWith({
        ...standIn,
        'ungar/runner.py': `${standIn['ungar/runner.py']}
original = play_random_episode
play_random_episode = lambda deal, seed: original(deal, seed + 1)
`,
      });
      expect(await statusOf(python)).toMatchObject({
        available: false,
        message: expect.stringContaining('for seed 42, where UNGAR deals [9, 24]'),
      });
    });
  },
);

test('says that the interpreter was not found', async () => {
  expect(await statusOf('/nowhere/python')).toMatchObject({
    available: false,
    message: expect.stringContaining('the interpreter "/nowhere/python" was not found. Install'),
  });
});

test('says that the answer makes no sense', async () => {
  const python = await fakeInterpreter(`console.log('[]')`);
  expect(await statusOf(python)).toMatchObject({
    available: false,
    message: expect.stringContaining('it gave an unexpected answer, "[]"'),
  });
});

test('asks the interpreter once for all who wait and while the answer is fresh', async () => {
  const python = await fakeInterpreter(
    `console.log(JSON.stringify({ version: String(process.pid), episodes: [] }))`,
  );
  const probe = createUngarProbe({ python, signal });
  const [first, second] = await Promise.all([probe.status(), probe.status()]);
  expect(second).toEqual(first);
  expect(await probe.status()).toEqual(first);
});
