import type { ErrorCause, JudgeOutcome } from '../../prisma/generated/sqlite/enums.ts';
import { bounded, readVerdicts } from './answers/read.ts';
import type { Verdict } from './answers/verdict.ts';
import type { JudgeDefinition } from './definition.ts';
import { askEndpoint, type Patience } from './endpoint/ask.ts';
import type { Completion } from './endpoint/completion.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import type { Reply } from './endpoint/post.ts';
import { requestFor } from './request.ts';
import type { JudgedTrace } from './template.ts';

const ANSWER_KEPT = 20_000;
const LONGEST_ANSWER = 400_000;

/** What came of asking a judge about a trace. */
export type Judgement = {
  outcome: JudgeOutcome;
  cause: ErrorCause | null;
  /** Why it was not scored, in a sentence. */
  reason: string | null;
  /** How the answer begins. */
  answer: string | null;
  verdicts: Verdict[];
  attempts: number;
  promptTokens: number | null;
  completionTokens: number | null;
  /** Whether the same would happen with every other trace. */
  isForAll: boolean;
};

/** Asks a judge about a trace. @throws the signal's reason when it comes first */
export async function judgeTrace(
  { endpoint, judge }: { endpoint: Endpoint; judge: JudgeDefinition },
  { trace, patience, signal }: { trace: JudgedTrace; patience: Patience; signal: AbortSignal },
): Promise<Judgement> {
  const body = requestFor(judge, trace);
  const { reply, attempts } = await askEndpoint(endpoint, { body, patience, signal });
  return { ...NOTHING, attempts, ...judgementOf(reply, judge) };
}

const NOTHING = {
  cause: null,
  reason: null,
  answer: null,
  verdicts: [],
  promptTokens: null,
  completionTokens: null,
  isForAll: false,
};

type Found = Pick<Judgement, 'outcome'> & Partial<Judgement>;

function judgementOf(reply: Reply, judge: JudgeDefinition): Found {
  if ('failure' in reply) {
    const { cause, reason, isForAll } = reply.failure;
    return { outcome: 'ERROR', cause, reason, isForAll };
  }
  if ('refusal' in reply) return { outcome: 'REFUSED', reason: storable(reply.refusal) };
  if ('oversized' in reply) {
    const reason = 'The answer is larger than any that is read';
    return {
      outcome: 'UNPARSEABLE',
      reason,
      answer: bounded(storable(reply.oversized), ANSWER_KEPT),
    };
  }
  const { content, promptTokens, completionTokens } = reply.completion;
  return {
    answer: bounded(storable(content), ANSWER_KEPT),
    promptTokens,
    completionTokens,
    ...outcomeOf(reply.completion, judge),
  };
}

function outcomeOf({ content, refusal, finishReason }: Completion, judge: JudgeDefinition): Found {
  if (refusal !== null) return { outcome: 'REFUSED', reason: storable(refusal) };
  if (finishReason === 'content_filter')
    return { outcome: 'REFUSED', reason: "The endpoint's filter stopped the answer" };
  if (finishReason === 'length')
    return unparseable(`The answer was cut off; it may have ${judge.maxTokens} tokens at most`);
  if (content.trim() === '') return unparseable('The answer is empty');
  if (content.length > LONGEST_ANSWER)
    return unparseable('The answer is longer than any that is read');
  const reading = readVerdicts(storable(content), judge);
  if ('verdicts' in reading) return { outcome: 'SCORED', verdicts: reading.verdicts };
  if (REFUSAL.test(content.trimStart()))
    return { outcome: 'REFUSED', reason: 'The model says that it will not judge this' };
  return unparseable(reading.problem);
}

function unparseable(reason: string): Found {
  return { outcome: 'UNPARSEABLE', reason };
}

/** How a model says no in words, where no verdict follows. */
const REFUSAL =
  /^(i['’]?m sorry|sorry[,.]|i can(no|['’])t|i am (sorry|unable|not able)|i['’]m (unable|not able)|i (won['’]t|will not)|as an ai)\b/i;

// No database keeps a NUL character or half of a surrogate pair.
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
