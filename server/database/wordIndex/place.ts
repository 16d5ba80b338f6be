/** How many documents one millisecond has places for. */
export const PLACES = 4_096;

// Ids older than this are all in its first millisecond.
const EPOCH = Date.UTC(2024, 0, 1);

/** The first place of the millisecond that a UUIDv7 begins with: places have the order of ids, but within a millisecond. */
export function firstPlaceOf(id: string): number {
  const moment = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
  const since = Number.isNaN(moment) ? 0 : Math.max(0, moment - EPOCH);
  return Math.min(since, MOST_MOMENTS) * PLACES;
}

const MOST_MOMENTS = Math.floor(Number.MAX_SAFE_INTEGER / PLACES) - 1;
