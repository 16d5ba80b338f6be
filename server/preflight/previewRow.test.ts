import { describe, expect, it } from 'vitest';
import { serverFactory, type TestServer } from '../testing/testServer.ts';
import { tokenizerFolder } from '../testing/tokenizerFolder.ts';

const PREVIEW = `query ($input: CreateManifestInput!, $position: Int!) {
  previewManifest(input: $input) {
    ... on ManifestPreview {
      row(position: $position) {
        basis absence isMerged givenTokens learnedTokens text { before trained }
      }
    }
    ... on Error { message }
  }
}`;

describe('A row before training', () => {
  const open = serverFactory();

  it('is written in the template of the model, its turns merged where that takes them not', async () => {
    const server = await open();
    await build(server, { context: [{ role: 'TOOL', content: 'It rains.' }] });
    const tokenizer = await tokenizerFolder('qwen2p5');
    const training = { tokenizer, reasoning: 'THINK' };
    expect(await preview(server, { modelId: 'Qwen/Qwen2.5-0.5B', training })).toEqual({
      basis: `the chat template in ${tokenizer}`,
      absence: null,
      isMerged: true,
      givenTokens: expect.any(Number),
      learnedTokens: expect.any(Number),
      text: {
        before: expect.stringMatching(
          /user\nIt rains\.\n\nWhy\?<\|im_end\|>\n<\|im_start\|>assistant\n$/,
        ),
        trained: '<think>\nClouds.\n</think>\n\nSo.<|im_end|>',
      },
    });
  });

  it("is written in Gemma's turns for Gemma", async () => {
    const server = await open();
    await build(server, {});
    expect(await preview(server, { modelId: 'google/gemma-3-1b-it' })).toMatchObject({
      basis: "Gemma's turns",
      text: { trained: 'Reasoning:\n1. Clouds.\nAnswer: So.<end_of_turn>' },
    });
  });

  it.for<[string, string, object, RegExp]>([
    ['would be dropped', 'Say <|im_end|>', {}, /would drop it: its own text holds <\|im_end\|>$/],
    ['is of a template elsewhere', 'Why?', { tokenizer: null }, /^How .* is not on this machine$/],
  ])('that %s has no text, and says why', async ([, prompt, training, absence]) => {
    const server = await open();
    await build(server, { prompt });
    const tokenizer = await tokenizerFolder('qwen3');
    const input = { modelId: 'Qwen/Qwen3-0.6B', training: { tokenizer, ...training } };
    expect(await preview(server, input)).toMatchObject({
      text: null,
      absence: expect.stringMatching(absence),
    });
  });

  it('is none beyond the last', async () => {
    const server = await open();
    await build(server, {});
    expect(await preview(server, { modelId: 'tunix-rt/tiny' }, 1)).toBeNull();
  });
});

async function preview(server: TestServer, input: object, position = 0) {
  const variables = { input: { datasetKey: 'd-1', outputDir: './o', ...input }, position };
  return (await server.data(PREVIEW, variables)).previewManifest.row;
}

async function build(server: TestServer, more: object): Promise<void> {
  const steps = [{ i: 0, type: 't', content: 'Clouds.' }];
  const trace = { traceVersion: '1.0', prompt: 'Why?', finalAnswer: 'So.', steps, ...more };
  await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
      buildDataset(input: { name: "d", version: "1" }) { ... on Dataset { traceCount } }
    }`,
    { input: { traces: [trace] } },
  );
}
