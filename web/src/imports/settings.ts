import type { Field } from '../../../server/imports/preview/shape.ts';
import type { SPLITTINGS } from '../../../server/imports/splitting.ts';

/** How files are to be read and stored, as the form has it. */
export const DEFAULT_SETTINGS = {
  format: 'auto',
  splitting: 'auto',
  prompt: '',
  messages: '',
  reasoning: '',
  answer: '',
  expectedAnswer: '',
  meta: '',
  scores: '',
  atomic: '',
  keep: '',
};

export type ImportForm = typeof DEFAULT_SETTINGS;

/** The format of rows whose fields are said one by one. */
export const BY_HAND = 'mapping';

export const SPLITTING_NAMES: Record<(typeof SPLITTINGS)[number], string> = {
  auto: 'As it comes, else by paragraphs',
  numbered: 'Numbered lines',
  stepN: '“Step 1”, “Step 2”, …',
  paragraphs: 'Paragraphs',
  lines: 'Lines',
  one: 'One step',
};

const PARTS = ['prompt', 'messages', 'reasoning', 'answer', 'expectedAnswer'] as const;

/** Whether a mapping by hand is asked for that says nothing yet. */
export function isUnmapped({ format, prompt, messages }: ImportForm): boolean {
  return format === BY_HAND && !prompt.trim() && !messages.trim();
}

/** What the address of a preview says. */
export function readingOf(form: ImportForm): Record<string, string> {
  const { format, splitting } = form;
  return {
    ...(splitting === 'auto' ? {} : { splitting }),
    ...(format === 'auto' || format === BY_HAND ? {} : { format }),
    ...(format === BY_HAND && !isUnmapped(form)
      ? { mapping: JSON.stringify(mappingOf(form)) }
      : {}),
  };
}

/** What the address of an import says besides its name. */
export function parametersOf(form: ImportForm): Record<string, string> {
  return {
    ...readingOf(form),
    ...(form.atomic ? { atomic: 'true' } : {}),
    ...(form.keep ? { onDuplicate: 'keep' } : {}),
  };
}

/** The mapping that the form describes, as the server reads it. */
export function mappingOf(form: ImportForm): Record<string, unknown> {
  const paths = PARTS.flatMap((part) => {
    const path = form[part].trim();
    return path ? [[part, path] as const] : [];
  });
  const chosen = form.meta.trim();
  return {
    ...Object.fromEntries(paths),
    ...(chosen ? { meta: chosen === '-' ? [] : listOf(chosen) } : {}),
    ...(form.scores.trim() ? { scores: scoresOf(form.scores) } : {}),
  };
}

/** The form's fields of a mapping, as the server has it. */
export function fieldsOf(mapping: unknown): Pick<ImportForm, MappingField> {
  const given = Object(mapping);
  const scores = Object.entries(Object(given.scores));
  const meta = Array.isArray(given.meta) ? given.meta.join(', ') || '-' : '';
  return {
    ...EMPTY,
    ...Object.fromEntries(PARTS.map((part) => [part, String(given[part] ?? '')])),
    meta,
    scores: scores.map(([criteria, path]) => `${criteria} = ${path}`).join(', '),
  };
}

type MappingField = (typeof PARTS)[number] | 'meta' | 'scores';

const EMPTY = {
  prompt: '',
  messages: '',
  reasoning: '',
  answer: '',
  expectedAnswer: '',
  meta: '',
  scores: '',
};

const USUAL_NAMES: Record<(typeof PARTS)[number], RegExp> = {
  prompt: /^(prompt|question|problem|instruction|input|query|task|ask)/i,
  messages: /^(messages|conversations?|turns|chat|dialog(ue)?)$/i,
  reasoning: /(reasoning|thought|thinking|rationale|chain|cot|steps|explanation)/i,
  answer: /^(answer|response|output|completion|reply|result|solution)/i,
  expectedAnswer: /(expected|ground_?truth|target|gold|reference|label)/i,
};

/** A mapping to begin with: by where the fields of a known format go, else by what they are called. */
export function guessMapping(fields: readonly Field[]): Partial<ImportForm> {
  const places = {
    prompt: 'prompt',
    reasoning: 'steps',
    answer: 'final_answer',
    expectedAnswer: 'expected_answer',
  } as const;
  const isKnown = fields.some((field) => field.places.includes('prompt'));
  const named = (part: (typeof PARTS)[number]) =>
    fields.find(({ path }) => USUAL_NAMES[part].test(path.split('.').at(-1) ?? path))?.path ?? '';
  const placed = (part: keyof typeof places) =>
    fields.find((field) => field.places.includes(places[part]))?.path ?? '';
  if (isKnown) {
    return Object.fromEntries(
      (Object.keys(places) as (keyof typeof places)[]).map((part) => [part, placed(part)]),
    );
  }
  const guessed = Object.fromEntries(PARTS.map((part) => [part, named(part)]));
  return guessed['messages'] ? { messages: guessed['messages'] } : guessed;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

function scoresOf(text: string): Record<string, string> {
  return Object.fromEntries(
    listOf(text).map((each) => {
      const at = each.indexOf('=');
      return at < 0 ? [each, each] : [each.slice(0, at).trim(), each.slice(at + 1).trim()];
    }),
  );
}
