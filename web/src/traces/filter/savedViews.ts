/** A list that someone wants to come back to: a name, and the query of its address. */
export type SavedView = { name: string; query: string };

const KEY = 'tunix-rt:trace-views';

/** The views that this browser keeps, by name. */
export function readViews(storage: Pick<Storage, 'getItem'>): SavedView[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Keeps views; answers whether the browser did. */
export function writeViews(storage: Pick<Storage, 'setItem'>, views: SavedView[]): boolean {
  try {
    storage.setItem(KEY, JSON.stringify(views));
    return true;
  } catch {
    return false;
  }
}

/** The views with one more, which takes the place of another of its name. */
export function withView(views: SavedView[], view: SavedView): SavedView[] {
  return [...views.filter(({ name }) => name !== view.name), view].sort((one, other) =>
    one.name.localeCompare(other.name),
  );
}

function isView(value: unknown): value is SavedView {
  return (
    value instanceof Object &&
    'name' in value &&
    'query' in value &&
    typeof value.name === 'string' &&
    typeof value.query === 'string'
  );
}
