import { describe, expect, it } from 'vitest';
import { tokenizerFolder } from '../../testing/tokenizerFolder.ts';
import written from '../../training/launcher/tests/chat_templates/cases.json' with { type: 'json' };
import { chooseRendering } from './chooseRendering.ts';
import type { RowText } from './renderByTemplate.ts';

describe('A row in the chat template of its model', () => {
  it.for(written.cases)('is what the launcher makes of it: $name', async (given) => {
    const { render } = await renderingOf(given.template, given.reasoning);
    const rendered = render(rowOf(given.row));
    if ('reason' in rendered) return expect(rendered).toEqual(given.dropped);
    const { tokens, ...texts } = rendered;
    expect({ ...texts, tokens: [tokens?.given, tokens?.learned] }).toEqual(given.rendered);
  });

  it.for(Object.entries(written.templates))(
    'is refused where the launcher refuses it: %s',
    async ([name, { problems }]) => {
      for (const [reasoning, problem] of Object.entries(problems)) {
        expect((await renderingOf(name, reasoning)).problem).toBe(problem);
      }
    },
  );
});

async function renderingOf(name: string, reasoning: string) {
  return chooseRendering({
    modelId: name,
    folder: await tokenizerFolder(name),
    prompt: { template: 'model', reasoning: reasoning === 'think' ? 'think' : 'plain' },
  });
}

function rowOf({ prompt, steps, answer, ...more }: (typeof written.cases)[number]['row']): RowText {
  return {
    prompt,
    steps: steps.map((content, i) => ({ i, type: 'reasoning', content })),
    finalAnswer: answer,
    ...('context' in more ? { context: more.context as NonNullable<RowText['context']> } : {}),
  };
}
