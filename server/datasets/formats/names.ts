/** What a dataset is exported as. Without imports: the page offers them too. */
export const EXPORT_FORMATS = [
  'trace',
  'tunix_sft',
  'training_example',
  'messages',
  'prompt_completion',
  'preference',
  'questions',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Those of which it is the reader's choice where the reasoning stands. */
export const FORMATS_WITH_REASONING = ['messages', 'prompt_completion', 'preference'] as const;

/** Those whose rows are pairs by a criteria. */
export const FORMATS_OF_PAIRS = ['preference'] as const;

/** What an export is written as; `tar` is a folder of a Parquet file and its card, as Hugging Face has datasets. */
export const EXPORT_FILES = ['jsonl', 'json', 'parquet', 'tar'] as const;
export type ExportFile = (typeof EXPORT_FILES)[number];

export function isAmong(formats: readonly ExportFormat[], format: ExportFormat): boolean {
  return formats.includes(format);
}
