import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, fieldsOf, guessMapping, mappingOf, parametersOf } from './settings.ts';

describe('The form of an import', () => {
  it('says nothing of what is as usual', () => {
    expect(parametersOf(DEFAULT_SETTINGS)).toEqual({});
    expect(
      parametersOf({
        ...DEFAULT_SETTINGS,
        format: 'gsm8k',
        splitting: 'lines',
        atomic: '1',
        keep: '1',
      }),
    ).toEqual({ format: 'gsm8k', splitting: 'lines', atomic: 'true', onDuplicate: 'keep' });
  });

  it('writes a mapping that it can read again', () => {
    const form = {
      ...DEFAULT_SETTINGS,
      format: 'mapping',
      prompt: ' q.text ',
      answer: 'a[-1]',
      meta: 'id, task.kind',
      scores: 'grade = g, ok',
    };
    const mapping = {
      prompt: 'q.text',
      answer: 'a[-1]',
      meta: ['id', 'task.kind'],
      scores: { grade: 'g', ok: 'ok' },
    };
    expect(mappingOf(form)).toEqual(mapping);
    expect(mappingOf({ ...DEFAULT_SETTINGS, ...fieldsOf(mapping) })).toEqual(mapping);
    expect(mappingOf({ ...DEFAULT_SETTINGS, ...fieldsOf({ ...mapping, meta: [] }) })).toMatchObject(
      {
        meta: [],
      },
    );
  });

  it('begins a mapping with where fields go, or with what they are called', () => {
    expect(
      guessMapping([
        { path: 'frage', sample: '', places: ['prompt'] },
        { path: 'antwort', sample: '', places: ['final_answer'] },
      ]),
    ).toMatchObject({ prompt: 'frage', answer: 'antwort' });
    expect(
      guessMapping([
        { path: 'data.question', sample: '', places: [] },
        { path: 'data.rationale', sample: '', places: [] },
        { path: 'data.answer', sample: '', places: [] },
      ]),
    ).toMatchObject({
      prompt: 'data.question',
      reasoning: 'data.rationale',
      answer: 'data.answer',
    });
  });
});
