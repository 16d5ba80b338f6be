/** Which values the names of an address can have. */
export type Understood = Record<string, (value: string) => boolean>;

type Search = Record<string, string | string[] | undefined>;

/** What an address says by these names that none of them can mean; an empty value says nothing. */
export function leftOutOf(
  search: Search,
  understood: Understood,
): { name: string; value: string }[] {
  return Object.entries(understood).flatMap(([name, isUnderstood]) =>
    valuesOf(search[name])
      .filter((value) => value && !isUnderstood(value))
      .map((value) => ({ name, value })),
  );
}

/** The changes to an address that take out of it what is left out. */
export function withoutLeftOut(search: Search, understood: Understood): Record<string, string[]> {
  const names = new Set(leftOutOf(search, understood).map(({ name }) => name));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      valuesOf(search[name]).filter((value) => understood[name]?.(value)),
    ]),
  );
}

/** What a switch is in an address when it is on. */
export function isFlag(value: string): boolean {
  return value === '1';
}

function valuesOf(value: string | string[] | undefined): string[] {
  return [value ?? []].flat();
}
