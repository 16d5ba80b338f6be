import { describe, expect, it } from 'vitest';
import { fakeInterpreter, NO_PYTHON, pythonIsMissing } from '../../testing/interpreter.ts';
import { judgeAnswers } from './judge.ts';
import { openVerifier, type Verifier, type VerifierOptions } from './verifier.ts';

const { signal } = new AbortController();

describe.skipIf(pythonIsMissing)('The verifier of the launcher', () => {
  it.for([
    ['18', '18', 'correct'],
    ['18 eggs', '18', 'correct'],
    ['So many.\nAnswer: 1/2', '0.5', 'correct'],
    ['Half of it is \\boxed{\\frac12}.', '0.5', 'correct'],
    ['17', '18', 'wrong'],
    ['First this.\nThen that, 18.', '18', 'no_answer'],
    ['a\nb', 'a\nb', 'correct'],
    ['<think>so', '18', 'cut_off'],
  ])(
    'judges the final answer %j where %j is expected as %s',
    async ([final, expected, outcome]) => {
      const [verdict] = await withVerifier({ python: 'python3' }, (verifier) =>
        judgeAnswers(verifier, [
          { finalAnswer: String(final), expectedAnswer: String(expected), isCutOff: false },
        ]),
      );
      expect(verdict?.outcome).toBe(outcome);
    },
  );

  it('tells an answer that is taken whole from one that a rule found, and what was cut off', async () => {
    const traces = ['18', 'Answer: 18', '18'].map((finalAnswer, index) => ({
      finalAnswer,
      expectedAnswer: '18',
      isCutOff: index === 2,
    }));
    const verdicts = await withVerifier({ python: 'python3' }, (verifier) =>
      judgeAnswers(verifier, traces),
    );
    expect(verdicts.map(({ outcome, rule }) => [outcome, rule])).toEqual([
      ['correct', 'whole'],
      ['correct', 'answer'],
      ['cut_off', null],
    ]);
  });

  it('answers many thousand questions in their order', async () => {
    const questions = Array.from({ length: 5_000 }, (_, index) => ({
      text: `Answer: ${index}`,
      expected: String(index - (index % 2)),
      isCutOff: false,
    }));
    const verdicts = await withVerifier({ python: 'python3' }, ({ verify }) => verify(questions));
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(
      questions.map((_, index) => (index % 2 ? 'wrong' : 'correct')),
    );
  });
});

describe('A verifier that fails', () => {
  it('at a question gives an error for it, and answers the others', async () => {
    const python = await standIn(`if (text === 'die') process.exit(3); answer(id, 'correct')`);
    expect(await outcomesOf({ python }, ['a', 'die', 'b', 'die'])).toEqual([
      ['correct', 'said'],
      ['error', expect.stringContaining('it exited with code 3')],
      ['correct', 'said'],
      ['error', expect.stringContaining('it exited with code 3')],
    ]);
  });

  it('to answer in time is killed, and the question an error', async () => {
    const python = await standIn(`while (text === 'hang') {} answer(id, 'correct')`);
    expect(await outcomesOf({ python, patience: 2_000 }, ['hang', 'b'])).toEqual([
      ['error', 'The verifier gave no verdict: it did not answer within 2 s'],
      ['correct', 'said'],
    ]);
  });

  it('to answer what was asked gives errors, not the verdict on another question', async () => {
    const python = await standIn(`answer(text === 'b' ? 7 : id, 'correct')`);
    expect((await outcomesOf({ python }, ['a', 'b', 'c'])).map(([outcome]) => outcome)).toEqual([
      'correct',
      'error',
      'correct',
    ]);
  });

  it('to speak its protocol gives errors, not verdicts', async () => {
    const python = await standIn(
      `if (text === 'odd') console.log('{}'); else answer(id, 'correct')`,
    );
    expect(await outcomesOf({ python }, ['odd'])).toEqual([
      ['error', 'The verifier gave no verdict: it gave an unexpected answer, "{}"'],
    ]);
  });

  it('again and again gives up, and says why', async () => {
    const python = await standIn(
      `if (text !== 'Answer: 1/2') process.exit(1); answer(id, 'correct')`,
    );
    const asked = outcomesOf({ python }, Array(30).fill('die'));
    await expect(asked).rejects.toThrow(/not available.*exited with code 1/);
  });

  it('to start, or to judge what is known, is not available, and says what to do', async () => {
    await expect(openVerifier({ python: NO_PYTHON, signal })).rejects.toThrow(
      'The verifier is not available with /nonexistent/python: the interpreter "/nonexistent/python" was not found. Install Python 3.11 or newer',
    );
    const silent = await fakeInterpreter(`process.stderr.write('no module\\n'); process.exit(1)`);
    await expect(openVerifier({ python: silent, signal })).rejects.toThrow(
      'it exited with code 1 (no module)',
    );
    const wrong = await standIn(`answer(id, 'wrong')`);
    await expect(openVerifier({ python: wrong, signal })).rejects.toThrow(
      'it judged a known answer wrongly',
    );
  });
});

/** A stand-in that does for each `text` what the source says. */
function standIn(source: string): Promise<string> {
  return fakeInterpreter(`
    const answer = (id, outcome) => console.log(JSON.stringify({ id, outcome, extracted: null, rule: null,
      reason: 'said', tier: null, disagreement: null, verifier: 'answer', version: 1 }));
    require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { id, text } = JSON.parse(line);
      ${source}
    });`);
}

async function outcomesOf(options: Omit<VerifierOptions, 'signal'>, texts: string[]) {
  const questions = texts.map((text) => ({ text, expected: 'x', isCutOff: false }));
  const verdicts = await withVerifier(options, ({ verify }) => verify(questions));
  return verdicts.map(({ outcome, reason }) => [outcome, reason]);
}

async function withVerifier<Result>(
  options: Omit<VerifierOptions, 'signal'>,
  work: (verifier: Verifier) => Promise<Result>,
): Promise<Result> {
  const verifier = await openVerifier({ ...options, signal });
  try {
    return await work(verifier);
  } finally {
    verifier.close();
  }
}
