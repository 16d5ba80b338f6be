/** The learning rate where none is given. Adapters begin at nothing, and take ten times as much. */
export function defaultLearningRate(hasAdapters: boolean): number {
  return hasAdapters ? 2e-4 : 2e-5;
}
