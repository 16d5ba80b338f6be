import { z } from 'zod';
import { formatPath } from '../../errors.ts';
import { type JsonObject, readJson } from '../../json.ts';
import { issuesOf } from '../../parse.ts';
import { BETWEEN_STEPS, THINK_END, THINK_START } from '../../thought.ts';
import { type Reader, type TraceDraft, UnreadableRow } from '../reader.ts';

/** What this project exported for others: `messages`, `prompt_completion`, `preference` and `questions`. The traces that
 * they were made of are made again, with their own steps; they get new ids. */
export const exported: Reader = {
  name: 'exported',
  label: "tunix-rt's own exports",
  shape:
    '`messages`, `prompt` and `completion`, `chosen` and `rejected`, or `prompt` and `expected_answer`; `id`, `meta` and `trace` of each trace',
  recognises: (row) =>
    ['', '_chosen'].some((side) =>
      ORIGIN.every((name) => typeof row[`${name}${side}`] === 'string'),
    ),
  read(row) {
    const { messages, prompt = [], completion, chosen, rejected, ...rest } = parse(ROW, row);
    if (messages) {
      const asked = messages.slice(0, -1);
      return [draftOf({ asked, answer: messages.at(-1), origin: originIn(row, '') })];
    }
    if (chosen && rejected) {
      return [
        draftOf({ asked: prompt, answer: chosen[0], origin: originIn(row, '_chosen') }),
        draftOf({ asked: prompt, answer: rejected[0], origin: originIn(row, '_rejected') }),
      ];
    }
    const origin = originIn(row, '');
    if (completion) return [draftOf({ asked: prompt, answer: completion[0], origin })];
    const content = rest.expected_answer;
    const answer = content === undefined ? undefined : { role: 'assistant' as const, content };
    return [
      {
        ...draftOf({ asked: prompt, answer, origin }),
        ...(answer ? { expectedAnswer: answer.content } : {}),
      },
    ];
  },
};

const ORIGIN = ['id', 'meta', 'trace'];

const turns = z
  .array(
    z.object({
      role: z.enum(['system', 'user', 'assistant', 'tool']),
      content: z.string(),
      reasoning_content: z.string().nullish(),
    }),
  )
  .min(1)
  .optional();

const ROW = z.object({
  messages: turns,
  prompt: turns,
  completion: turns,
  chosen: turns,
  rejected: turns,
  expected_answer: z.string().optional(),
});

const REST = z.object({
  trace_version: z.string(),
  expected_answer: z.string().optional(),
  steps: z.array(z.object({ i: z.number(), type: z.string(), length: z.number() })),
});

type Turn = NonNullable<z.output<typeof turns>>[number];
type Origin = z.output<typeof REST> & { meta: JsonObject };

/** What is told of a trace beside its turns. */
function originIn(row: JsonObject, side: '' | '_chosen' | '_rejected'): Origin {
  const meta = readIn(row, `meta${side}`);
  const rest = parse(REST, readIn(row, `trace${side}`));
  return { ...rest, meta: parse(z.record(z.string(), z.json()).nullable(), meta) ?? {} };
}

function readIn(row: JsonObject, name: string) {
  const reading = readJson(String(row[name]));
  if ('problem' in reading) {
    throw new UnreadableRow(`Expected \`${name}\` to be JSON in a text: ${reading.problem}`);
  }
  return reading.value;
}

function draftOf({
  asked,
  answer,
  origin,
}: {
  asked: Turn[];
  answer: Turn | undefined;
  origin: Origin;
}): TraceDraft {
  const prompt = asked.at(-1);
  if (prompt?.role !== 'user' || answer?.role !== 'assistant') {
    throw new UnreadableRow(
      `Expected a user's turn and the assistant's after it, got ${prompt?.role ?? 'none'} and ${answer?.role ?? 'none'}`,
    );
  }
  const { steps, content } = takeSteps(answer, origin.steps);
  const context = asked.slice(0, -1).map((turn) => ({ role: turn.role, content: turn.content }));
  return {
    traceVersion: origin.trace_version,
    ...(context.length > 0 ? { context } : {}),
    prompt: prompt.content,
    steps,
    finalAnswer: content,
    ...(origin.expected_answer === undefined ? {} : { expectedAnswer: origin.expected_answer }),
    meta: origin.meta,
  };
}

/** An answer and the steps before it: as they were cut, or by its paragraphs, where somebody has changed the text. */
function takeSteps({ content, reasoning_content: beside }: Turn, cuts: Origin['steps']) {
  const end = content.startsWith(THINK_START) ? content.indexOf(THINK_END) : -1;
  const isWithin = !beside && cuts.length > 0 && end >= 0;
  const lengths = cuts.map(({ length }) => length);
  const whole = [...(isWithin ? content.slice(THINK_START.length) : (beside ?? ''))];
  const total = sum(lengths) + BETWEEN_STEPS.length * Math.max(0, cuts.length - 1);
  const after = whole.slice(total).join('');
  const isAsCut = isWithin ? after.startsWith(THINK_END) : after === '' && whole.length === total;
  if (isAsCut) {
    let at = 0;
    const steps = cuts.map(({ i, type, length }) => {
      const step = { i, type, content: whole.slice(at, at + length).join('') };
      at += length + BETWEEN_STEPS.length;
      return step;
    });
    return { steps, content: isWithin ? after.slice(THINK_END.length) : content };
  }
  const text = isWithin ? content.slice(THINK_START.length, end) : (beside ?? '');
  const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
  return {
    steps: paragraphs.map((paragraph) => ({ type: 'think', content: paragraph.trim() })),
    content: isWithin ? content.slice(end + THINK_END.length) : content,
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new UnreadableRow(
    issuesOf(result.error)
      .map(({ path, message }) => `${formatPath(path)}: ${message}`)
      .join('; '),
  );
}
