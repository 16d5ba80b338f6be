import type { JsonObject, JsonValue } from '../../json.ts';
import {
  type DraftScore,
  isObject,
  kindOf,
  listAt,
  type Reader,
  type TraceDraft,
  textAt,
  textOf,
  UnreadableRow,
  without,
} from '../reader.ts';
import { restOf } from '../rest.ts';
import { scoreOf } from '../verdict.ts';

const VERIFIER = 'pre_generated_verifier_score';
const ANSWER = /\n*# Answer\s*\n+([\s\S]+?)\s*$/;

/** PRM800K: the steps of a solution, and people's ratings of them: -1, 0 or 1. Steps that were offered and not taken are in
 * `meta.alternatives`. */
export const prm800k: Reader = {
  name: 'prm800k',
  label: 'PRM800K',
  shape:
    '`question` of `problem`, `ground_truth_answer`, `pre_generated_steps`; `label` of `steps`, each with `completions` of `text` and `rating`, `chosen_completion`, `human_completion`',
  recognises: ({ question, label }) =>
    isObject(question) && 'problem' in question && isObject(label) && Array.isArray(label['steps']),
  read(row) {
    const question = objectAt(row, 'question');
    const label = objectAt(row, 'label');
    const labelled = listAt(label, 'steps').map(labelledStep);
    const generated = question['pre_generated_steps'];
    const texts =
      Array.isArray(generated) && generated.length > 0
        ? generated.map((step, index) => textOf(step, `question.pre_generated_steps[${index}]`))
        : labelled.flatMap(({ text }) => (text === undefined ? [] : [text]));
    const taken = texts.map((text, index) =>
      labelled[index]?.offers.find((one) => one.text === text),
    );
    const alternatives = labelled.flatMap(({ offers }, step) =>
      offers.flatMap((offer) => (offer === taken[step] ? [] : [{ step, ...offer.whole }])),
    );
    const verifier = scoreOf(question[VERIFIER], { criteria: VERIFIER });
    const used = ['problem', 'ground_truth_answer', 'pre_generated_steps', 'pre_generated_answer'];
    const expected = question['ground_truth_answer'];
    const draft: TraceDraft = {
      prompt: textAt(question, 'problem'),
      steps: texts.map((content) => ({ type: 'step', content })),
      finalAnswer: answerOf(texts, question['pre_generated_answer']),
      ...(expected == null ? {} : { expectedAnswer: textAt(question, 'ground_truth_answer') }),
      meta: {
        ...without(row, 'question', 'label'),
        ...without(question, ...used, ...(verifier.length > 0 ? [VERIFIER] : [])),
        ...without(label, 'steps'),
        ...restOf({ alternatives, step_fields: fieldsOf(labelled, taken) }),
      },
      scores: [
        ...taken.flatMap((offer, step) => (offer ? ratingOf(offer, step) : [])),
        ...verifier,
      ],
    };
    return [draft];
  },
};

type Labelled = { offers: Offer[]; text: string | undefined; rest: JsonObject };

/** What else is told of the steps, and of what was taken for them. */
function fieldsOf(labelled: Labelled[], taken: (Offer | undefined)[]): JsonObject[] {
  return labelled.flatMap(({ rest }, step) => {
    const fields = { ...rest, ...without(taken[step]?.whole ?? {}, 'text', 'rating', 'flagged') };
    return Object.keys(fields).length > 0 ? [{ step, ...fields }] : [];
  });
}

type Offer = { text: string; whole: JsonObject };

/** The steps that were offered at a place, and the text of the one that was taken there. */
function labelledStep(value: JsonValue, index: number): Labelled {
  const place = `label.steps[${index}]`;
  if (!isObject(value))
    throw new UnreadableRow(`Expected \`${place}\` to be an object, got ${kindOf(value)}`);
  const completions = value['completions'] == null ? [] : listAt(value, 'completions');
  const human = value['human_completion'];
  const offers = [...completions, ...(human == null ? [] : [human])].map((offer, at) =>
    offerOf(offer, `${place}.completions[${at}]`),
  );
  const chosen = value['chosen_completion'];
  const taken = typeof chosen === 'number' ? offers[chosen] : undefined;
  const text = (taken ?? (human == null ? undefined : offers.at(-1)))?.text;
  return {
    offers,
    text,
    rest: without(value, 'completions', 'human_completion', 'chosen_completion'),
  };
}

/** What a person wrote may be a text alone. */
function offerOf(offer: JsonValue, place: string): Offer {
  if (!isObject(offer)) return { text: textOf(offer, place), whole: { text: offer } };
  return { text: textOf(offer['text'], `${place}.text`), whole: offer };
}

function ratingOf({ whole }: Offer, step: number): DraftScore[] {
  const flag = whole['flagged'] === true ? { label: 'flagged' } : {};
  const ratings = scoreOf(whole['rating'], { criteria: 'rating', step });
  return ratings.map((rating) => ({ ...rating, ...flag }));
}

/** The answer that a solution states; where it states none, its last step. @throws UnreadableRow */
function answerOf(steps: string[], stated: JsonValue | undefined): string {
  if (stated != null && textOf(stated, 'question.pre_generated_answer').trim() !== '')
    return textOf(stated, 'question.pre_generated_answer').trim();
  const last = steps.at(-1);
  if (last === undefined) throw new UnreadableRow('Expected a step that was taken, got none');
  return ANSWER.exec(last)?.[1] ?? last;
}

function objectAt(row: JsonObject, name: string): JsonObject {
  const value = row[name];
  if (isObject(value)) return value;
  throw new UnreadableRow(`Expected \`${name}\` to be an object, got ${kindOf(value)}`);
}
