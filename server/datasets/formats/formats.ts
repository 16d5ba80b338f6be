import type { Format } from './format.ts';
import { messages } from './messages.ts';
import { preference } from './preference.ts';
import { promptCompletion } from './promptCompletion.ts';
import { questions } from './questions.ts';
import { OWN_COLUMNS, OWN_FORMATS, OWN_RECORDS, type OwnFormat } from './traceRecords.ts';
import { forgesTurn } from './turns.ts';

/** What a dataset is exported as. */
export const EXPORT_FORMATS = [
  ...OWN_FORMATS,
  'messages',
  'prompt_completion',
  'preference',
  'questions',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const FORMATS: Record<ExportFormat, Format> = {
  trace: own('trace'),
  tunix_sft: { ...own('tunix_sft'), forges: forgesTurn },
  training_example: own('training_example'),
  messages,
  prompt_completion: promptCompletion,
  preference,
  questions,
};

function own(format: OwnFormat): Format {
  return {
    of: 'traces',
    hasReasoning: false,
    columns: () => OWN_COLUMNS[format],
    recordOf: OWN_RECORDS[format],
  };
}
