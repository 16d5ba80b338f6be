import { expect, it } from 'vitest';
import { draftsOfFile } from '../testing/sampleFiles.ts';

it('reads examples, whose output is what is expected', async () => {
  const [draft] = await draftsOfFile('phoenix.jsonl');
  expect(draft).toMatchObject({
    prompt: 'What is the boiling point of water?',
    finalAnswer: '100 degrees Celsius',
    expectedAnswer: '100 degrees Celsius',
    meta: { splits: ['train'], metadata: { topic: 'physics' }, input: { locale: 'en' } },
  });
});

it('reads spans by their messages, or by their values in columns', async () => {
  const [, span, columns, nested] = await draftsOfFile('phoenix.jsonl');
  expect(span).toMatchObject({
    prompt: 'How is it?',
    finalAnswer: 'Warm.\n\n{"name":"look","arguments":"{}"}',
    meta: { attributes: { 'llm.model_name': 'm-1' }, context: { span_id: 's1' } },
  });
  expect(columns).toMatchObject({
    prompt: 'Say hi.',
    finalAnswer: 'Hi.',
    meta: { 'attributes.llm.token_count.total': 9 },
  });
  expect(nested).toMatchObject({
    prompt: 'Which nut?',
    finalAnswer: 'Almond',
    meta: { attributes: { llm: { model_name: 'm-2' }, output: { mime_type: 'text/plain' } } },
  });
});
