import type { JsonObject } from '../json.ts';
import { type Reader, type ReaderChoices, type TraceDraft, UnreadableRow } from './reader.ts';
import { alpaca } from './readers/alpaca.ts';
import { atif } from './readers/atif.ts';
import { blocks } from './readers/blocks.ts';
import { chat } from './readers/chat.ts';
import { exported } from './readers/exported.ts';
import { gsm8k } from './readers/gsm8k.ts';
import { gsm8kSocratic } from './readers/gsm8kSocratic.ts';
import { inspect } from './readers/inspect.ts';
import { kiln } from './readers/kiln.ts';
import { kto } from './readers/kto.ts';
import { langfuse } from './readers/langfuse.ts';
import { lmEval } from './readers/lmEval.ts';
import { mathShepherd } from './readers/mathShepherd.ts';
import { messagePairs } from './readers/messagePairs.ts';
import { openaiPreference } from './readers/openaiPreference.ts';
import { openpipe } from './readers/openpipe.ts';
import { openr1Math } from './readers/openr1Math.ts';
import { openthoughts } from './readers/openthoughts.ts';
import { openthoughtsMetadata } from './readers/openthoughtsMetadata.ts';
import { phoenix } from './readers/phoenix.ts';
import { preference } from './readers/preference.ts';
import { prm800k } from './readers/prm800k.ts';
import { processbench } from './readers/processbench.ts';
import { promptCompletion } from './readers/promptCompletion.ts';
import { questions } from './readers/questions.ts';
import { s1k } from './readers/s1k.ts';
import { sharegpt } from './readers/sharegpt.ts';
import { tensorzero } from './readers/tensorzero.ts';
import { trlPreference } from './readers/trlPreference.ts';
import { trlStepwise } from './readers/trlStepwise.ts';
import { tunixTrajectories } from './readers/tunixTrajectories.ts';
import { verl } from './readers/verl.ts';

/** The formats that rows are known by, the most particular first. */
export const READERS: readonly Reader[] = [
  exported,
  gsm8kSocratic,
  gsm8k,
  openr1Math,
  s1k,
  openthoughtsMetadata,
  prm800k,
  mathShepherd,
  processbench,
  trlStepwise,
  lmEval,
  inspect,
  atif,
  tensorzero,
  phoenix,
  langfuse,
  tunixTrajectories,
  verl,
  openaiPreference,
  messagePairs,
  preference,
  trlPreference,
  kto,
  openpipe,
  blocks,
  openthoughts,
  sharegpt,
  chat,
  alpaca,
  promptCompletion,
  kiln,
  questions,
];

/** The format of a row that is no trace of tunix-rt; undefined where it is of none that is known. */
export function recognise(row: JsonObject): Reader | undefined {
  if ('trace_version' in row || 'final_answer' in row) return undefined;
  return READERS.find((reader) => reader.recognises(row));
}

/** The traces of a row in a file of a format. @throws UnreadableRow */
export function readRow(
  row: JsonObject,
  { reader, ...choices }: { reader: Reader } & ReaderChoices,
): TraceDraft[] {
  if ((reader.takes ?? reader.recognises)(row)) return reader.read(row, choices);
  throw new UnreadableRow(
    `Expected a row of ${reader.label} (${reader.shape}), got the fields ${Object.keys(row).join(', ') || 'of none'}`,
  );
}
