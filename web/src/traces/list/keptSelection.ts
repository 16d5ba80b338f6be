const PREFIX = 'selection ';

/** Keeps a selection that is too long for an address, as long as its tab is open; answers what it is found by. */
export function keepSelection(ids: string[]): string {
  const name = crypto.randomUUID();
  sessionStorage.setItem(PREFIX + name, ids.join(','));
  return name;
}

/** The ids of a selection that was kept; undefined in another tab. */
export function keptSelection(name: string): string[] | undefined {
  return sessionStorage.getItem(PREFIX + name)?.split(',');
}
