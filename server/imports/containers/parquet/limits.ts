// Pages have about 1 MB and some ten thousand values. What they unpack to is held in memory, one page of each column at a
// time, so that no file may claim more.
export const MOST_PAGE_BYTES = 256_000_000;
export const MOST_PAGE_VALUES = 4_194_304;
export const MOST_HELD_BYTES = 512_000_000;
