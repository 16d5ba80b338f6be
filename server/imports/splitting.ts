/** How reasoning is taken apart. Without imports, so that the page offers the same. */
export const SPLITTINGS = ['auto', 'numbered', 'stepN', 'paragraphs', 'lines', 'one'] as const;

export type Splitting = (typeof SPLITTINGS)[number];
