import {
  EXPORT_FILES,
  EXPORT_FORMATS,
  type ExportFile,
  type ExportFormat,
  FORMATS_OF_PAIRS,
  FORMATS_WITH_REASONING,
  isAmong,
} from '../../../../server/datasets/formats/names.ts';
import { type Codec, choice, TEXT } from '../../address/codec.ts';
import type { ExportDatasetInput } from '../../graphql/generated/graphql.ts';

/** What may be exported, in the words of the page and of the API. */
export const FORMATS: Record<
  ExportFormat,
  { value: NonNullable<ExportDatasetInput['format']>; help: string }
> = {
  messages: { value: 'MESSAGES', help: 'A chat: context, prompt and answer' },
  prompt_completion: {
    value: 'PROMPT_COMPLETION',
    help: 'What is asked and what is to be learned, apart',
  },
  preference: { value: 'PREFERENCE', help: 'The best and the worst answer to each prompt' },
  questions: { value: 'QUESTIONS', help: 'What is asked, and the expected answer' },
  tunix_sft: { value: 'TUNIX_SFT', help: 'Turns as text, as Tunix trains on it' },
  trace: { value: 'TRACE', help: 'Prompt, steps and answer' },
  training_example: { value: 'TRAINING_EXAMPLE', help: 'Prompt and response as texts' },
};

export const FILES: Record<
  ExportFile,
  { value: NonNullable<ExportDatasetInput['file']>; name: string }
> = {
  jsonl: { value: 'JSONL', name: 'JSON Lines' },
  json: { value: 'JSON', name: 'JSON' },
  parquet: { value: 'PARQUET', name: 'Parquet' },
  tar: { value: 'TAR', name: 'Hugging Face folder, as tar' },
};

export const REASONING = {
  reasoning_content: { value: 'REASONING_CONTENT', name: 'in reasoning_content' },
  think: { value: 'THINK', name: 'in the content, between <think> and </think>' },
} as const;

const margin: Codec<string> = { ...TEXT, read: (text) => (marginProblem(text) ? undefined : text) };

/** What is chosen, as it stands in an address; nothing is shown without `export`. */
export const EXPORT_CODECS = {
  export: choice(EXPORT_FORMATS, null),
  file: choice(EXPORT_FILES, 'jsonl'),
  reasoning: choice(['reasoning_content', 'think'], 'reasoning_content'),
  criteria: TEXT,
  margin,
  licence: TEXT,
};

export type ExportChoices = {
  format: ExportFormat;
  file: ExportFile;
  reasoning: keyof typeof REASONING;
  criteria: string;
  margin: string;
  licence: string;
};

export function hasReasoning({ format }: ExportChoices): boolean {
  return isAmong(FORMATS_WITH_REASONING, format);
}

export function isOfPairs({ format }: ExportChoices): boolean {
  return isAmong(FORMATS_OF_PAIRS, format);
}

/** What the API is asked for: nothing that the format or the file does not have. */
export function inputOf(datasetKey: string, choices: ExportChoices): ExportDatasetInput {
  const { format, file, reasoning, criteria, margin, licence } = choices;
  return {
    datasetKey,
    format: FORMATS[format].value,
    file: FILES[file].value,
    ...(hasReasoning(choices) ? { reasoning: REASONING[reasoning].value } : {}),
    ...(isOfPairs(choices) && criteria ? { criteria } : {}),
    ...(isOfPairs(choices) && margin && !marginProblem(margin) ? { margin: Number(margin) } : {}),
    ...(file === 'tar' && licence ? { licence } : {}),
  };
}

export function marginProblem(text: string): string | undefined {
  const isMargin = text === '' || /^\d+(\.\d+)?$/.test(text);
  return isMargin ? undefined : `Expected a number of 0 or more, got ${text}`;
}
