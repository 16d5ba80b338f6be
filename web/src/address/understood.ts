import type { Codec } from './codec.ts';

export type Codecs = Record<string, Pick<Codec<unknown>, 'read'>>;

type Search = Record<string, string | string[] | undefined>;

/** What an address says by these names that none of them can mean; an empty value says nothing. */
export function leftOutOf(search: Search, codecs: Codecs): { name: string; value: string }[] {
  return Object.entries(codecs).flatMap(([name, { read }]) =>
    valuesOf(search[name])
      .filter((value) => value && read(value) === undefined)
      .map((value) => ({ name, value })),
  );
}

/** The changes to an address that take out of it what is left out. */
export function withoutLeftOut(search: Search, codecs: Codecs): Record<string, string[]> {
  const names = new Set(leftOutOf(search, codecs).map(({ name }) => name));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      valuesOf(search[name]).filter((value) => codecs[name]?.read(value) !== undefined),
    ]),
  );
}

function valuesOf(value: string | string[] | undefined): string[] {
  return [value ?? []].flat();
}
