/** The checkpoints that a run starts from: they lie in its folder at `path`. */
export type Start = { run: string; steps: number[]; path: string; digest: string };

/** The checkpoint of a registered model that a training begins with the weights of: what it was called, and its id. */
export type TrainingStart = Start & { model: string; version: string };

export const START_PATH = './start';
