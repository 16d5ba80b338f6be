import { describe, expect, it } from 'vitest';
import { plainText, spansOf } from './ansi.ts';

const E = String.fromCharCode(27);

describe('A line with ANSI codes', () => {
  it('is one stretch when it has none', () => {
    expect(spansOf('step 1\tloss 2')).toEqual([{ text: 'step 1\tloss 2' }]);
  });

  it('has the colours and weights of its stretches', () => {
    expect(spansOf(`${E}[1;31mERROR${E}[0m at ${E}[4mline${E}[24m 3`)).toEqual([
      { text: 'ERROR', style: { color: 'var(--ansi-1)', 'font-weight': '700' } },
      { text: ' at ' },
      { text: 'line', style: { 'text-decoration': 'underline' } },
      { text: ' 3' },
    ]);
  });

  it.each([
    ['91', { color: 'var(--ansi-9)' }],
    ['44', { color: 'var(--sunken)', 'background-color': 'var(--ansi-4)' }],
    ['103', { color: 'var(--sunken)', 'background-color': 'var(--ansi-11)' }],
    ['38;5;9', { color: 'var(--ansi-9)' }],
    ['38;5;196', { color: 'rgb(255 0 0)' }],
    ['48;5;244', { 'background-color': 'rgb(128 128 128)' }],
    ['38;2;1;2;300', { color: 'rgb(1 2 255)' }],
    ['2;3;9', { opacity: '0.7', 'font-style': 'italic', 'text-decoration': 'line-through' }],
    ['7', { color: 'var(--sunken)', 'background-color': 'var(--ink)' }],
  ])('takes %s for %j', (codes, style) => {
    expect(spansOf(`${E}[${codes}mx`)).toEqual([{ text: 'x', style }]);
  });

  it('goes back to nothing with an empty code, and for one colour alone', () => {
    expect(spansOf(`${E}[32ma${E}[mb${E}[33mc${E}[39md`).map(({ style }) => style)).toEqual([
      { color: 'var(--ansi-2)' },
      undefined,
      { color: 'var(--ansi-3)' },
      undefined,
    ]);
  });

  it('loses what moves the cursor, names the window, or can not be shown', () => {
    const line = `${E}[2K${E}[1A${E}]0;title${String.fromCharCode(7)}${E}(Bdone${String.fromCharCode(8, 13)}`;
    expect(spansOf(line)).toEqual([{ text: 'done' }]);
    expect(plainText(line)).toBe('done');
  });

  it('survives a code that breaks off', () => {
    expect(plainText(`half ${E}[3`)).toBe('half 3');
    expect(plainText(`${E}]8;;http://x`)).toBe('');
  });
});
