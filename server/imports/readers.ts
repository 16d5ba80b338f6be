import type { JsonObject } from '../json.ts';
import type { Reader } from './reader.ts';
import { alpaca } from './readers/alpaca.ts';
import { chat } from './readers/chat.ts';
import { gsm8k } from './readers/gsm8k.ts';
import { preference } from './readers/preference.ts';
import { questions } from './readers/questions.ts';
import { sharegpt } from './readers/sharegpt.ts';

/** The formats that rows are known by, the most particular first. */
export const READERS: readonly Reader[] = [gsm8k, preference, sharegpt, chat, alpaca, questions];

/** The format of a row that is no trace of tunix-rt; undefined where it is of none that is known. */
export function recognise(row: JsonObject): Reader | undefined {
  if ('trace_version' in row || 'final_answer' in row) return undefined;
  return READERS.find((reader) => reader.recognises(row));
}
