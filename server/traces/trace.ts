import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import { shown } from '../parse.ts';

/** The format's limits; text lengths are in Unicode code points. */
export const TRACE_LIMITS = {
  traceVersion: 64,
  prompt: 200_000,
  finalAnswer: 200_000,
  expectedAnswer: 200_000,
  contextTurns: 100,
  turnContent: 200_000,
  stepType: 64,
  stepContent: 200_000,
  steps: 1_000,
  // The greatest integer of GraphQL, in which steps are shown.
  stepIndex: 2_147_483_647,
  metaDepth: 64,
  // What an index entry of PostgreSQL has room for; filters look for a longer source in meta.
  indexedSource: 512,
} as const;

const versionText = text(TRACE_LIMITS.traceVersion);
const promptText = text(TRACE_LIMITS.prompt);
const answerText = text(TRACE_LIMITS.finalAnswer);
const expectedText = absent(text(TRACE_LIMITS.expectedAnswer));

/** Who speaks a turn before the prompt. */
const TURN_ROLES = ['system', 'user', 'assistant', 'tool'] as const;

const context = absent(
  z
    .array(z.strictObject({ role: z.enum(TURN_ROLES), content: text(TRACE_LIMITS.turnContent) }))
    .max(TRACE_LIMITS.contextTurns)
    // No turn is as none was given.
    .transform((turns) => (turns.length > 0 ? turns : undefined)),
);

const steps = z
  .array(
    z.strictObject({
      i: z.int().min(0).max(TRACE_LIMITS.stepIndex),
      type: text(TRACE_LIMITS.stepType),
      content: text(TRACE_LIMITS.stepContent),
    }),
  )
  .max(TRACE_LIMITS.steps)
  .superRefine((list, context) => {
    const seen = new Map<number, number>();
    for (const [index, { i }] of list.entries()) {
      const earlier = seen.get(i);
      if (earlier !== undefined) {
        const message = `Expected every step to have its own \`i\`, got ${i} again (as in steps[${earlier}])`;
        context.addIssue({ code: 'custom', path: [index, 'i'], message });
      }
      seen.set(i, index);
    }
  });

const meta = absent(
  z.custom<Prisma.JsonObject>().superRefine((value, context) => {
    for (const issue of metaIssues(value)) context.addIssue({ code: 'custom', ...issue });
  }),
);

export const traceContent = z.strictObject({
  traceVersion: versionText,
  prompt: promptText,
  finalAnswer: answerText,
  expectedAnswer: expectedText,
  context,
  steps,
  meta,
});

type Whole = z.output<typeof traceContent>;
type MayBeAbsent = 'expectedAnswer' | 'context';

export type TraceContent = Omit<Whole, MayBeAbsent> & Partial<Pick<Whole, MayBeAbsent>>;
export type Step = TraceContent['steps'][number];
export type Turn = NonNullable<TraceContent['context']>[number];

/** A trace in its JSON form: a line of an imported file. */
export const traceJson = z
  .strictObject({
    trace_version: versionText,
    prompt: promptText,
    final_answer: answerText,
    expected_answer: expectedText,
    context,
    steps,
    meta,
  })
  .transform(
    (json): TraceContent => ({
      traceVersion: json.trace_version,
      prompt: json.prompt,
      finalAnswer: json.final_answer,
      expectedAnswer: json.expected_answer,
      context: json.context,
      steps: json.steps,
      meta: json.meta,
    }),
  );

/** The JSON form of a trace, as it is imported and exported; keys in the format's order. */
export function toTraceJson(trace: TraceContent) {
  return {
    trace_version: trace.traceVersion,
    prompt: trace.prompt,
    final_answer: trace.finalAnswer,
    ...(trace.expectedAnswer === undefined ? {} : { expected_answer: trace.expectedAnswer }),
    ...(trace.context ? { context: trace.context.map(toTurnJson) } : {}),
    steps: trace.steps.map(({ i, type, content }) => ({ i, type, content })),
    ...(trace.meta ? { meta: trace.meta } : {}),
  };
}

function toTurnJson({ role, content }: Turn): Turn {
  return { role, content };
}

export function codePointLength(value: string): number {
  return value.length - (value.match(SURROGATE_PAIR)?.length ?? 0);
}

/** What may be left out or null, which is the same. */
function absent<Output>(schema: z.ZodType<Output>) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** A text of 1 to `maximum` code points that every database, and UTF-8, can hold. */
export function text(maximum: number) {
  return z.string().superRefine((value, context) => {
    const message = textProblem(value) ?? lengthProblem(value, maximum);
    if (message) context.addIssue({ code: 'custom', message });
  });
}

/** A text of any length that every database, and UTF-8, can hold. */
export function anyText() {
  return z.string().superRefine((value, context) => {
    const message = textProblem(value);
    if (message) context.addIssue({ code: 'custom', message });
  });
}

function lengthProblem(value: string, maximum: number): string | undefined {
  if (value.length > 0 && value.length <= maximum) return undefined;
  const length = codePointLength(value);
  if (length > 0 && length <= maximum) return undefined;
  return `Expected 1 to ${maximum} characters, got ${length}`;
}

function textProblem(value: string): string | undefined {
  const nul = value.indexOf('\0');
  if (nul >= 0) return `A NUL character can't be stored; remove it (at character ${nul})`;
  if (!value.isWellFormed()) {
    return `Half of a surrogate pair can't be stored as UTF-8; remove it (at character ${loneSurrogate(value)})`;
  }
  return undefined;
}

function loneSurrogate(value: string): number {
  return value.search(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
}

function* metaIssues(value: unknown): Generator<{ path: string[]; message: string }> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    yield { path: [], message: `Expected \`meta\` to be a JSON object, got ${shown(value)}` };
    return;
  }
  yield* valueIssues(value, TRACE_LIMITS.metaDepth);
}

/** What no database can hold of a JSON value, and where it is. */
export function* valueIssues(
  value: unknown,
  deepest: number,
  path: string[] = [],
): Generator<{ path: string[]; message: string }> {
  if (typeof value === 'string') {
    const message = textProblem(value);
    if (message) yield { path, message };
  } else if (typeof value === 'number') {
    const message = numberProblem(value);
    if (message) yield { path, message };
  } else if (typeof value === 'object' && value !== null) {
    if (path.length >= deepest) {
      yield { path, message: `Expected \`meta\` to nest at most ${deepest} deep` };
      return;
    }
    for (const [key, child] of Object.entries(value)) {
      const message = textProblem(key);
      if (message) yield { path: [...path, key], message };
      yield* valueIssues(child, deepest, [...path, key]);
    }
  }
}

function numberProblem(value: number): string | undefined {
  if (!Number.isFinite(value)) return `Expected a finite number, got ${value}`;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return `An integer beyond 9007199254740991 would lose digits, got about ${value}; write it as a string`;
  }
  return undefined;
}

const SURROGATE_PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
