import { z } from 'zod';
import { DEFAULT_CRITERIA } from '../../scores/criteria.ts';
import { text } from '../../traces/trace.ts';
import { REASONING_PLACES, type ReasoningPlace } from '../formats/conversation.ts';
import {
  EXPORT_FILES,
  EXPORT_FORMATS,
  type ExportFile,
  type ExportFormat,
  FORMATS_OF_PAIRS,
  FORMATS_WITH_REASONING,
  isAmong,
} from '../formats/names.ts';

/** What to export as. */
export type ExportOptions = {
  format: ExportFormat;
  reasoning: ReasoningPlace;
  /** What tells the chosen of a pair from the rejected, and the least that their scores differ by. */
  criteria: string;
  margin: number;
};

/** What is given of them; all of it may be left out. */
export const exportOptions = {
  format: z.enum(EXPORT_FORMATS).nullish(),
  reasoning: z.enum(REASONING_PLACES).nullish(),
  criteria: text(64).nullish(),
  margin: z.number().min(0).nullish(),
  /** A licence's name, as cards of datasets have it. */
  licence: z
    .string()
    .max(64, 'Expected at most 64 characters')
    .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, {
      error: ({ input }) =>
        `Expected the name of a licence in letters, digits and . -, such as cc-by-4.0, got ${JSON.stringify(input)}`,
    })
    .nullish(),
};

export const exportFile = z.enum(EXPORT_FILES).nullish();

export const exportRequest = z
  .strictObject({ ...exportOptions, file: exportFile })
  .superRefine(checkOptions);

type Given = Partial<{
  [Name in keyof ExportOptions]: ExportOptions[Name] | null;
}>;

export function optionsOf({ format, reasoning, criteria, margin }: Given): ExportOptions {
  return {
    format: format ?? 'trace',
    reasoning: reasoning ?? 'reasoning_content',
    criteria: criteria ?? DEFAULT_CRITERIA,
    margin: margin ?? 0,
  };
}

/** Refuses a choice that the format or the file does not have. */
export function checkOptions(
  given: z.output<z.ZodObject<typeof exportOptions>> & { file?: ExportFile | null | undefined },
  context: z.RefinementCtx,
): void {
  const format = given.format ?? 'trace';
  const file = given.file ?? 'jsonl';
  const refuse = (name: keyof typeof given, whose: string) => {
    if (given[name] == null) return;
    const message = `Expected no \`${name}\` with ${whose}`;
    context.addIssue({ code: 'custom', path: [name], message });
  };
  if (!isAmong(FORMATS_WITH_REASONING, format)) {
    refuse('reasoning', `${format}: it belongs to ${FORMATS_WITH_REASONING.join(', ')}`);
  }
  if (!isAmong(FORMATS_OF_PAIRS, format)) {
    refuse('criteria', `${format}: it belongs to ${FORMATS_OF_PAIRS.join(', ')}`);
    refuse('margin', `${format}: it belongs to ${FORMATS_OF_PAIRS.join(', ')}`);
  }
  if (file !== 'tar') refuse('licence', `${file}: it belongs to the card in a tar`);
}
