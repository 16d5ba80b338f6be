import { expect, it } from 'vitest';
import { printForm, readForm } from './urlForm.ts';

const DEFAULTS = { name: '', limit: '100', meta: [] as string[] };

it('keeps in the address what is not at its default', () => {
  const values = { name: 'a b', limit: '100', meta: ['kind:"x"', 'n:1'] };
  const search = printForm(values, DEFAULTS);
  expect(search).toBe('?name=a+b&meta=kind%3A%22x%22&meta=n%3A1');
  expect(readForm(search, DEFAULTS)).toEqual(values);
});

it('has an empty address for a form that nobody touched', () => {
  expect(printForm(DEFAULTS, DEFAULTS)).toBe('');
  expect(readForm('?other=1', DEFAULTS)).toEqual(DEFAULTS);
});

it('tells a value that was emptied from one that was never there', () => {
  const search = printForm({ ...DEFAULTS, limit: '' }, DEFAULTS);
  expect(readForm(search, DEFAULTS).limit).toBe('');
});
