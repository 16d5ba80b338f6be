import type { Format } from './format.ts';
import { messages } from './messages.ts';
import type { ExportFormat } from './names.ts';
import { preference } from './preference.ts';
import { promptCompletion } from './promptCompletion.ts';
import { questions } from './questions.ts';
import { OWN_COLUMNS, OWN_RECORDS, type OwnFormat } from './traceRecords.ts';
import { forgesTurn } from './turns.ts';

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
    columns: () => OWN_COLUMNS[format],
    recordOf: OWN_RECORDS[format],
  };
}
