import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { countText, createTerminal, elapsedText, size } from './terminal.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('The terminal of the demo', () => {
  it('shows progress as one line that makes room for the report, where a person looks on', () => {
    const { output, text } = collecting({ isTTY: true, columns: 80 });
    const terminal = createTerminal(output);
    terminal.progress('first');
    terminal.progress('second');
    terminal.row('label', 'value');
    const screen = text().split('\n').map(afterClearing);
    expect(text().split('\n')[0]).toContain('… second');
    expect(screen).toEqual(['   label               value', '']);
  });

  it('writes progress as plain lines elsewhere, and not too many', () => {
    vi.useFakeTimers();
    const { output, text } = collecting({ isTTY: false });
    const terminal = createTerminal(output);
    for (let step = 1; step <= 50; step++) {
      vi.advanceTimersByTime(100);
      terminal.progress(`step ${step}`);
    }
    terminal.line('done');
    expect(text()).toBe('… step 20\n… step 40\ndone\n');
  });

  it('sets a long text below itself', () => {
    const { output, text } = collecting({ isTTY: false, columns: 60 });
    createTerminal(output).row('note', 'one two three four five six seven eight nine ten');
    expect(text()).toBe(
      '   note                one two three four five six seven\n                       eight nine ten\n',
    );
  });

  it('numbers the stations and leaves a space before what follows', () => {
    const { output, text } = collecting({ isTTY: false });
    const terminal = createTerminal(output);
    for (const name of ['Import', 'Score']) {
      terminal.station({ name, operations: ['query A', 'query B'], since: performance.now() });
    }
    terminal.end();
    expect(text()).toMatch(/^\n1 {2}Import +query A, query B {2}\d+ ms\n\n2 {2}Score .*\n\n$/);
  });

  it('writes amounts as people read them', () => {
    expect([elapsedText(12.3), elapsedText(1_234)]).toEqual(['12 ms', '1.2 s']);
    expect([size(999), size(1_500), size(2_500_000)]).toEqual(['999 B', '1.5 kB', '2.5 MB']);
    expect([countText(1, 'line'), countText(12_345, 'batch', 'batches')]).toEqual([
      '1 line',
      '12,345 batches',
    ]);
  });
});

function collecting(kind: { isTTY: boolean; columns?: number }) {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { output: Object.assign(stream, { columns: 110, ...kind }), text: () => chunks.join('') };
}

/** What is left on the screen of a line that was cleared and written again. */
function afterClearing(line: string): string {
  return stripVTControlCharacters(line.split('\u001b[2K').at(-1) ?? '');
}
