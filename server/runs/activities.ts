/** What a training's time is told apart by, in the order in which they come. */
export const ACTIVITIES = ['start', 'compile', 'step', 'evaluation', 'checkpoint'] as const;
