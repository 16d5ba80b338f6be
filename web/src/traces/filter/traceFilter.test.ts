import { describe, expect, it } from 'vitest';
import { filterQueryOf, metaText, metaValuesOf, traceFilterOf } from './traceFilter.ts';

const filterOf = (query: string) => traceFilterOf(new URLSearchParams(query));

describe('An address', () => {
  it.each([
    ['', {}],
    ['search=42&source=ungar', { search: '42', source: 'ungar' }],
    ['source=', { source: '' }],
    ['scoreMin=10.5&scoreMax=80', { score: { criteria: 'baseline', min: 10.5, max: 80 } }],
    ['stepsMin=0', { stepCount: { min: 0 } }],
    ['ids=a,b', { ids: ['a', 'b'] }],
    ['import=x', { importId: 'x' }],
    [
      'from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z',
      { createdAt: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' } },
    ],
  ])('"%s" asks for %o', (query, filter) => {
    expect(filterOf(query)).toEqual(filter);
  });

  it.each([
    'scoreMin=',
    'scoreMin=many',
    'stepsMax=1.5',
    'from=soon',
    'from=2026-13-45',
    'to=2026-02-30',
    'from=2026-02-30T00:00:00Z',
    'from=7',
    'scoreMin=1e400',
    'stepsMin=9999999999',
    'meta=path',
    'ids=',
  ])('that can not be read ("%s") asks for nothing', (query) =>
    expect(filterOf(query)).toEqual({}),
  );

  it('names the last day of a range, which is part of it', () => {
    const { createdAt } = filterOf('from=2026-11-01&to=2026-11-01');
    const length = Date.parse(createdAt?.to ?? '') - Date.parse(createdAt?.from ?? '');
    expect(length).toBe(24 * 60 * 60 * 1_000);
    expect(new Date(createdAt?.from ?? '').getDate()).toBe(1);
  });

  it.each(['text with = and "quotes"', '5', 5, 0.5, true, null, ''])(
    'keeps the type of %o in meta',
    (equals) => {
      for (const path of ['task.kind', '"top_k=40"."a.b"', '"="']) {
        const query = new URLSearchParams([['meta', metaText({ path, equals })]]);
        const read = metaValuesOf(new URLSearchParams(query.toString()));
        expect(read).toEqual([{ path, equals }]);
      }
    },
  );

  it('takes a text of meta that was written without quotes', () => {
    expect(filterOf('meta=category%3Dword problem')).toEqual({
      meta: [{ path: 'category', equals: 'word problem' }],
    });
  });

  it('gives its filter away without what else it says', () => {
    const query = new URLSearchParams('order=score&meta=a%3D1&meta=b%3D2&search=x');
    expect(filterQueryOf(query).toString()).toBe('search=x&meta=a%3D1&meta=b%3D2');
  });
});
