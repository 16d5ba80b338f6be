import { describe, expect, it } from 'vitest';
import { formOf } from './sniff.ts';

describe('How a text holds its rows', () => {
  it.for<[string, string, string, string?]>([
    ['nothing', '', 'jsonl'],
    ['blank lines', '\n \r\n', 'jsonl'],
    ['an object in its first line', '\uFEFF\n{"a":"x,y\\tz"}\n', 'jsonl'],
    ['an object that is cut off', '{"a":"x,y', 'jsonl'],
    ['an object after a line that is wrong', 'a,b\n{"a":1}\n{"a":', 'jsonl'],
    ['a list', ' \n[{"a":1}', 'json'],
    ['an object over several lines', '{\r\n "a": 1}', 'json'],
    ['names with commas between', 'a,b\n1,2', 'csv ,'],
    ['names with tabs between', 'a\tb,c\td\n', 'tsv \t'],
    ['names with semicolons between', 'a;b;c\n1,5;2;3', 'csv ;'],
    ['one name', 'prompt\nWhat, then?\n', 'csv ,'],
    ['names in quotes', '"a,b,c\nd";"e"\n', 'csv ;'],
    ['objects in cells', 'id,row\n1,"{""a"":1}"\n{x},2\n', 'csv ,'],
    ['as many commas as tabs, and a name that ends in .csv', 'a,b\tc\n', 'csv ,', 'x.csv'],
    ['as many commas as tabs, and a name that ends in .tsv.gz', 'a,b\tc\n', 'tsv \t', 'x.TSV.gz'],
    ['commas, and a name that ends in .tsv', 'a,b\n1,2', 'csv ,', 'x.tsv'],
    ['one name, in a file that ends in .tsv', 'a\n1,2', 'tsv \t', 'x.tsv'],
    ['an object, in a file that ends in .csv', '{"a":1}', 'jsonl', 'x.csv'],
  ])('is seen by %s', ([, text, expected, name]) => {
    const form = formOf(Buffer.from(text), name);
    const delimiter = 'delimiter' in form ? ` ${form.delimiter}` : '';
    expect(`${form.container}${delimiter}`).toBe(expected);
  });
});
