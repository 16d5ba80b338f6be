/** How many runs are marked at once. Without imports: the page keeps to it too. */
export const MOST_MARKED = 1_000;
export const MOST_TAGS = 20;
/** Characters of a tag. */
export const MOST_TAG = 40;
