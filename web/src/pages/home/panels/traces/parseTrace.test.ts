import { describe, expect, it } from 'vitest';
import { EXAMPLE_TRACE } from './exampleTrace.ts';
import { fileField, parseTrace } from './parseTrace.ts';

const read = (changes: object) => parseTrace(JSON.stringify({ ...EXAMPLE_TRACE, ...changes }));

describe('parseTrace', () => {
  it('reads the JSON form as the input of the API', () => {
    const { trace_version, final_answer, ...same } = EXAMPLE_TRACE;
    const input = { ...same, traceVersion: trace_version, finalAnswer: final_answer };
    expect(read({})).toEqual({ input });
  });

  it('says where JSON breaks off', () => {
    expect(parseTrace('{"prompt": ')).toMatchObject({
      failure: { message: expect.stringMatching(/^Invalid JSON format: .*JSON/) },
    });
  });

  it('refuses what would change on its way: keys given twice, and numbers that overflow', () => {
    expect(parseTrace('{"prompt": "a", "prompt": "b"}')).toEqual({
      failure: {
        message: 'Invalid JSON format: Expected each key once in an object, got `prompt` again',
        issues: [],
      },
    });
    const overflowing = JSON.stringify({ ...EXAMPLE_TRACE, meta: { a: [0] } }).replace(
      '0]',
      '1e400]',
    );
    expect(parseTrace(overflowing)).toMatchObject({
      failure: {
        issues: [{ path: 'meta.a[0]', message: 'Expected a finite number, got Infinity' }],
      },
    });
  });

  it.each([
    ['[{}, {}]', 'a list of 2'],
    ['"text"', '"text"'],
    ['null', 'null'],
  ])('takes one trace, not %s', (text, got) => {
    expect(parseTrace(text)).toMatchObject({
      failure: { message: `Expected one trace, a JSON object, got ${got}` },
    });
  });

  it.each([
    [{ finalAnswer: 'x' }, 'finalAnswer', /^Unknown field\. There are trace_version, prompt/],
    [{ prompt: undefined }, 'prompt', /^Expected a text, got nothing$/],
    [{ final_answer: 42 }, 'final_answer', /^Expected a text, got 42$/],
    [{ steps: {} }, 'steps', /^Expected a list of steps, got an object$/],
    [{ steps: ['x'] }, 'steps[0]', /^Expected an object, got "x"$/],
    [
      { steps: [{ i: 0.5, type: 'a', content: 'b' }] },
      'steps[0].i',
      /^Expected a whole number, got 0.5$/,
    ],
    [{ steps: [{ i: 0, type: 'a', content: 'b', note: '' }] }, 'steps[0].note', /^Unknown field/],
  ])('names the field of %j and what was got', (changes, path, message) => {
    expect(read(changes)).toMatchObject({
      failure: { issues: [{ path, message: expect.stringMatching(message) }] },
    });
  });
});

describe('fileField', () => {
  it('calls a place of the API what it is called in the file', () => {
    expect(fileField('finalAnswer')).toBe('final_answer');
    expect(fileField('steps[0].i')).toBe('steps[0].i');
  });
});
