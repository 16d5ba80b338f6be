import { builder } from '../builder.ts';

const RunGroupedBy = builder.enumType('RunGroupedBy', {
  description: 'What runs can stand together by.',
  values: {
    DATASET: { description: "The dataset's key." },
    MODEL: { description: "The model's id." },
    STATUS: { description: 'Where they stand.' },
    KIND: { description: 'What their manifests are for.' },
    TAGS: { description: 'All their tags, with commas between them; empty where they have none.' },
    SETTING: { description: 'A value of their manifests, which `setting` names.' },
  },
});

export const RunGrouping = builder.inputType('RunGrouping', {
  description: 'What runs stand together by.',
  fields: (t) => ({
    by: t.field({ type: RunGroupedBy, required: true, description: 'What they share.' }),
    setting: t.string({
      description:
        'Keys of the manifest with dots between them, as `training.batch_size`, with `SETTING` alone.',
    }),
    folded: t.stringList({
      description: 'Values of groups whose runs a list leaves out; its counts have them.',
    }),
  }),
});
