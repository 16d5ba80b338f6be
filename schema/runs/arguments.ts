export const afterArgument = {
  required: true as const,
  defaultValue: 0,
  description: 'The place to go on from: the cursor of the last batch, or 0 for the beginning.',
};

export const idArgument = { required: true as const, description: 'Id of the run.' };
