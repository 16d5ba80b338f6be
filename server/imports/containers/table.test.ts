import { describe, expect, it } from 'vitest';
import { readTable } from './table.ts';

describe('A table', () => {
  it.for<[string, string, string, object[]]>([
    ['cells by the names of their columns', ',', 'a,b\n1,x y\n', [{ a: '1', b: 'x y' }]],
    ['no empty cell', ',', 'a,b,c\n,"",3\n', [{ c: '3' }]],
    [
      'CRLF, blank lines and no end of line',
      ',',
      '\r\na,b\r\n1,2\r\n\r\n3,4',
      [ab('1', '2'), ab('3', '4')],
    ],
    ['a line break in quotes', ',', 'a,b\n"x\r\ny\n\n",2\n', [ab('x\r\ny\n\n', '2')]],
    ['quotes that are doubled', ',', 'a,b\n"""x"" y",""""\n', [ab('"x" y', '"')]],
    ['white space of cells, not of names', ';', ' a ;b\n 1 ;\t2 ', [ab(' 1 ', '\t2 ')]],
    ['empty cells at the end of a row', '\t', 'a\tb\n1\t\n\t\n', [{ a: '1' }, {}]],
    [
      'quotes inside of cells between tabs',
      '\t',
      'a\tb\nsay "hi"\t"so" he said\n',
      [ab('say "hi"', '"so" he said')],
    ],
    ['cells in quotes between tabs', '\t', 'a\tb\n"x\ty"\t"1\n2"\n', [ab('x\ty', '1\n2')]],
    [
      'lists and objects in JSON',
      ',',
      'a,b\n"[1,{""x"":""é""}]"," {""y"":null} "',
      [ab([1, { x: 'é' }], { y: null })],
    ],
    [
      'what only looks like JSON as text',
      ',',
      'a,b\n"[1, \'x\']",{x}\n[],7\n',
      [ab("[1, 'x']", '{x}'), ab([], '7')],
    ],
    [
      'JSON that would lose a key as text',
      ',',
      'a,b\n"{""k"":1,""k"":2}",true',
      [ab('{"k":1,"k":2}', 'true')],
    ],
    [
      'any name',
      ',',
      '__proto__,constructor\n1,2',
      [JSON.parse('{"__proto__":"1","constructor":"2"}')],
    ],
    ['all characters', ',', 'a,b\n𝄞é漢,"\u2028\0"', [ab('𝄞é漢', '\u2028\0')]],
  ])('has %s, however it is cut', async ([, delimiter, text, expected]) => {
    const bytes = Buffer.from(text);
    for (const length of [1, 2, 3, bytes.length]) {
      const rows = await rowsOf(bytes, { delimiter, length });
      expect(rows.map(({ value }) => value)).toEqual(expected);
    }
  });

  it('has its rows numbered by the line on which they begin', async () => {
    const rows = await rowsOf(Buffer.from('\na,b\n"1\n\n",2\n\n3,4\n'));
    expect(rows.map(({ number }) => number)).toEqual([3, 7]);
  });

  it.for<[string, string, string]>([
    ['too few cells', '1', 'Expected as many cells as the header has, 2, got 1'],
    ['too many cells', '1,2,3,', 'Expected as many cells as the header has, 2, got 4'],
    [
      'text after a closing quote',
      '"x"y,2',
      'Expected the end of the cell after the quote that closes it',
    ],
    ['a quote inside of a cell', 'x"y,2', 'Expected a quote at the beginning of a cell alone'],
    ['CR for line breaks', '1,2\r3,4', 'Expected lines that end in LF or CRLF, got CR alone'],
    ['too many bytes', `${'x'.repeat(60)},2`, 'Expected a line of at most 50 bytes, got 62'],
    [
      'too many bytes in a cell over lines',
      `"${'x\n'.repeat(30)}",2`,
      'Expected a line of at most 50 bytes, got 64',
    ],
    ['bytes that are no UTF-8', 'ö,2', 'Expected text in UTF-8, got the byte 0xF6 at byte 1'],
  ])('has a row with %s refused, and the rows around it read', async ([, row, problem]) => {
    const bytes = Buffer.from(`a,b\n"1\n",2\n${row}\n3,4\n`, row === 'ö,2' ? 'latin1' : 'utf8');
    expect(await rowsOf(bytes)).toEqual([
      { number: 2, value: ab('1\n', '2') },
      { number: 4, problem: expect.stringContaining(problem) },
      { number: 4 + row.split('\n').length, value: ab('3', '4') },
    ]);
  });

  it('says where a quote opens that is not closed', async () => {
    const short = await rowsOf(Buffer.from('a,b\n1,2\n3,"4\n5,6\n'));
    expect(short).toEqual([
      { number: 2, value: ab('1', '2') },
      {
        number: 3,
        problem: 'Expected a whole row: the quote that opens on line 3 is not closed',
      },
    ]);
    const long = await rowsOf(Buffer.from(`a,b\n"1\n2",\n"3\n",\n"4\n","${'5,6\n'.repeat(30)}`));
    expect(long.at(-1)).toEqual({
      number: 6,
      problem:
        'Expected a line of at most 50 bytes, got 126: the quote that opens on line 7 is not closed',
    });
  });

  it.for<[string, string, string]>([
    [
      'two columns of one name',
      'a,b, a',
      'Expected each column to have its own name in line 2, got `a` for columns 1 and 3',
    ],
    [
      'a column without a name',
      'a, ,c',
      'Expected a name for each column in line 2, got none for column 2 of 3',
    ],
    [
      'a quote that is broken',
      'a,"b"c',
      'Expected names of columns in line 2: Expected the end of the cell',
    ],
    [
      'too many bytes',
      'a'.repeat(51),
      'Expected names of columns in line 2: Expected a line of at most 50 bytes, got 51',
    ],
    [
      'CR for line breaks',
      'a,b\r1,2\r3,4',
      'Expected names of columns in line 2: Expected lines that end in LF',
    ],
  ])('is refused for a header with %s', async ([, header, message]) => {
    await expect(rowsOf(Buffer.from(`\n${header}\n1,2,3`))).rejects.toThrow(message);
  });

  it('may have a header alone, or nothing', async () => {
    expect(await rowsOf(Buffer.from('a,b\n'))).toEqual([]);
    expect(await rowsOf(Buffer.from('\r\n'))).toEqual([]);
  });
});

function ab(a: unknown, b: unknown) {
  return { a, b };
}

async function rowsOf(bytes: Buffer, { delimiter = ',', length = bytes.length } = {}) {
  async function* source() {
    for (let start = 0; start < bytes.length; start += length) {
      yield bytes.subarray(start, start + length);
    }
  }
  return (await Array.fromAsync(readTable(source(), { delimiter, maxBytes: 50 }))).flat();
}
