/** How the steps of a reasoning stand in one text, and a reasoning in an answer. Without imports, since what writes rows and
 * what reads them again know nothing else of one another. */
export const BETWEEN_STEPS = '\n\n';
export const THINK_START = '<think>\n';
export const THINK_END = '\n</think>\n\n';
