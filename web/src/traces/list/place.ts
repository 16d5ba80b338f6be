/** Where someone was in the list. */
export type Place = { id: string; scrollY: number };

let list: { address: string; place: Place } | undefined;
let returning: Place | undefined;

/** Remembers the place: in the browser's own entry of the list, for its Back, and for `wayBack`. */
export function keepPlace(place: Place): void {
  history.replaceState({ ...history.state, place }, '');
  list = { address: `${location.pathname}${location.search}`, place };
}

/** The address of the list that one came from, which will open where one was. */
export function wayBack(): string {
  returning = list?.place;
  return list?.address ?? '/traces';
}

/** The place to open the list at, if one comes back to it. */
export function takePlace(): Place | undefined {
  const place = returning ?? history.state?.place;
  returning = undefined;
  return place;
}
