/** How many rows a dataset has at most. */
export const MOST_ROWS = 100_000;
/** How many it has where nobody says. */
export const USUAL_ROWS = 100;
