import {
  askedTurns,
  mergeTurns,
  type ReasoningStyle,
  renderResponse,
  thoughtOf,
} from '../../datasets/formats/turns.ts';
import type { StoredTrace } from '../../traces/read.ts';
import { type ChatTemplate, type ChatTurn, TemplateRefusal } from './chatTemplate.ts';

/** What a row is made of. */
export type RowText = Pick<StoredTrace, 'prompt' | 'steps' | 'finalAnswer' | 'context'>;

/** The text of a row: what is given, and what is learned. */
export type RenderedRow = {
  before: string;
  trained: string;
  /** Whether turns are merged that the template does not take. */
  isMerged: boolean;
  /** How many tokens both have, where that is known with the text. */
  tokens?: { given: number; learned: number };
};

/** Why training would drop a row. */
export type RefusedRow = { reason: 'forged_turn' | 'changed_by_template'; detail: string };

/** What a template does to a row so that it can't be learned. */
class TemplateProblem extends Error {}

/** Writes a row in a template as the launcher's `chat_template.py` does, with its tokens.
 * @throws what the template throws beside refusing turns */
export function renderByTemplate(
  template: ChatTemplate,
  row: RowText,
  reasoning: ReasoningStyle,
): RenderedRow | RefusedRow {
  const forged = textsOf(row)
    .map((text) => template.specials.find((special) => text.includes(special)))
    .find((special) => special !== undefined);
  if (forged) return { reason: 'forged_turn', detail: `its own text holds ${forged}` };
  try {
    const rendered = renderOrMerge(template, row, reasoning);
    return { ...rendered, tokens: splitTokens(template, rendered) };
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    return { reason: 'changed_by_template', detail: error.message };
  }
}

function textsOf({ context = [], prompt, steps, finalAnswer }: RowText): string[] {
  return [
    ...context.map(({ content }) => content),
    prompt,
    ...steps.map((step) => step.content),
    finalAnswer,
  ];
}

function renderOrMerge(
  template: ChatTemplate,
  row: RowText,
  reasoning: ReasoningStyle,
): Omit<RenderedRow, 'tokens'> {
  const turns = askedTurns(row);
  const answer = answerTurn(template, row, reasoning);
  try {
    return { ...render(template, turns, answer), isMerged: false };
  } catch (error) {
    const merged = mergeTurns(turns);
    const isSame =
      merged.length === turns.length && merged.every(({ role }, at) => role === turns[at]?.role);
    if (isSame) throw error;
    return { ...render(template, merged, answer), isMerged: true };
  }
}

function answerTurn(template: ChatTemplate, row: RowText, reasoning: ReasoningStyle): ChatTurn {
  if (reasoning === 'think' && template.hasReasoning) {
    const thought = row.steps.length > 0 ? { reasoning_content: thoughtOf(row) } : {};
    return { role: 'assistant', content: row.finalAnswer, ...thought };
  }
  return { role: 'assistant', content: renderResponse(row, reasoning) };
}

function render(
  template: ChatTemplate,
  turns: ChatTurn[],
  answer: ChatTurn,
): { before: string; trained: string } {
  const before = apply(template, turns, true);
  const whole = apply(template, [...turns, answer], false);
  if (!whole.startsWith(before)) throw new TemplateProblem(describeDifference(before, whole));
  for (const { role, content } of turns) {
    // Reasoning of earlier turns may be left out: it is so at inference too.
    if (!before.includes((content.split('</think>').at(-1) ?? '').trim())) {
      const beginning = JSON.stringify([...content].slice(0, 40).join(''));
      throw new TemplateProblem(`it leaves out what the ${role} says: ${beginning}`);
    }
  }
  const trained = whole.slice(before.length).trimEnd();
  if (!holds(trained, [answer.reasoning_content ?? '', answer.content])) {
    throw new TemplateProblem('it leaves out or changes the reasoning or the answer');
  }
  if (!template.specials.some((special) => trained.endsWith(special))) {
    throw new TemplateProblem(
      'it ends the answer with no special token, so that the model would not learn to end',
    );
  }
  return { before, trained };
}

function apply(template: ChatTemplate, turns: ChatTurn[], isAsking: boolean): string {
  try {
    return template.render(turns, isAsking);
  } catch (error) {
    if (!(error instanceof TemplateRefusal)) throw error;
    throw new TemplateProblem(`it refuses the turns: ${error.message}`);
  }
}

function splitTokens(
  { encode }: ChatTemplate,
  { before, trained }: { before: string; trained: string },
): { given: number; learned: number } {
  const given = encode(before);
  const whole = encode(before + trained);
  if (given.some((token, at) => token !== whole[at])) {
    throw new TemplateProblem('the last token of the prompt takes in the beginning of the answer');
  }
  return { given: given.length, learned: whole.length - given.length };
}

/** Whether a text has all parts, one after another. */
function holds(text: string, parts: string[]): boolean {
  let place = 0;
  return parts.every((part) => {
    const found = text.indexOf(part.trim(), place);
    place = found + part.trim().length;
    return found >= 0;
  });
}

function describeDifference(before: string, whole: string): string {
  const [asked, got] = [[...before], [...whole]];
  const differs = asked.findIndex((character, at) => character !== got[at]);
  const place = differs < 0 ? got.length : differs;
  const quote = (text: string[], from: number) =>
    JSON.stringify(text.slice(Math.max(0, from), from + 20).join(''));
  const after = JSON.stringify(asked.slice(Math.max(0, place - 20), place).join(''));
  return `after ${after} the prompt goes on with ${quote(asked, place)}, and the whole conversation with ${quote(got, place)}`;
}
