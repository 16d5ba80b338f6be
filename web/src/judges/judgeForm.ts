import { JUDGE_DEFAULTS } from '../../../server/judges/defaults.ts';
import type {
  JudgeFormFragment,
  JudgeInput,
  JudgeParserKind,
} from '../graphql/generated/graphql.ts';

/** One criteria of the rubric as it stands in the form; labels are lines of `word = number`. */
export type CriterionForm = {
  criteria: string;
  description: string;
  kind: 'scale' | 'labels';
  min: string;
  max: string;
  labels: string;
};

/** What stands in the form. */
export type JudgeForm = {
  name: string;
  model: string;
  system: string;
  prompt: string;
  temperature: string;
  maxTokens: string;
  parameters: string;
  rubric: CriterionForm[];
  parser: JudgeParserKind;
  field: string;
  explanationField: string;
  pattern: string;
};

export const NEW_CRITERION: CriterionForm = {
  criteria: '',
  description: '',
  kind: 'scale',
  min: '1',
  max: '5',
  labels: 'good = 1\nbad = 0',
};

export const NEW_JUDGE: JudgeForm = {
  name: '',
  model: '',
  system: '',
  prompt: JUDGE_DEFAULTS.prompt,
  temperature: '0',
  maxTokens: String(JUDGE_DEFAULTS.maxTokens),
  parameters: '',
  rubric: [
    {
      ...NEW_CRITERION,
      criteria: 'quality',
      description: 'Does every step follow, and does the last one lead to the answer?',
    },
  ],
  parser: 'JSON',
  field: '',
  explanationField: 'reason',
  pattern: '',
};

/** The form that makes a judge again. */
export function judgeFormOf(judge: JudgeFormFragment): JudgeForm {
  const { name, model, system, prompt, temperature, maxTokens, parameters, parser } = judge;
  const isPlain = Object.keys(Object(parameters)).length === 0;
  return {
    name,
    model,
    system: system ?? '',
    prompt,
    temperature: temperature == null ? '' : String(temperature),
    maxTokens: String(maxTokens),
    parameters: isPlain ? '' : JSON.stringify(parameters, null, 2),
    rubric: judge.rubric.map(({ criteria, description, min, max, labels }) => ({
      criteria,
      description: description ?? '',
      kind: labels.length > 0 ? 'labels' : 'scale',
      min: min == null ? NEW_CRITERION.min : String(min),
      max: max == null ? NEW_CRITERION.max : String(max),
      labels:
        labels.length > 0
          ? labels.map(({ label, score }) => `${label} = ${score}`).join('\n')
          : NEW_CRITERION.labels,
    })),
    parser: parser.kind,
    field: parser.field ?? '',
    explanationField: parser.explanationField ?? '',
    pattern: parser.pattern ?? '',
  };
}

/** What is wrong, by the name of the field, `rubric.0` for a criteria. What the server alone knows, it says. */
export function problemsOf(form: JudgeForm): Record<string, string> {
  const found: [string, string | undefined][] = [
    ['name', form.name.trim() ? undefined : 'Give it a name'],
    ['model', form.model.trim() ? undefined : 'Say which model the endpoint is to use'],
    ['prompt', form.prompt.trim() ? undefined : 'Write what the model is asked'],
    ['temperature', form.temperature.trim() ? numberProblem(form.temperature) : undefined],
    ['maxTokens', /^\d+$/.test(form.maxTokens.trim()) ? undefined : wholeProblem(form.maxTokens)],
    ['parameters', parametersProblem(form.parameters)],
    ['pattern', form.parser !== 'REGEX' || form.pattern ? undefined : 'Write a pattern'],
    ...form.rubric.map((criterion, index): [string, string | undefined] => [
      `rubric.${index}`,
      criterionProblem(criterion),
    ]),
  ];
  return Object.fromEntries(found.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The form as the API takes it; only of a form without problems. */
export function judgeInputOf(form: JudgeForm): JudgeInput {
  const isJson = form.parser === 'JSON';
  return {
    name: form.name.trim(),
    model: form.model.trim(),
    system: form.system.trim() ? form.system : null,
    prompt: form.prompt,
    temperature: form.temperature.trim() ? Number(form.temperature) : null,
    maxTokens: Number(form.maxTokens),
    parameters: form.parameters.trim() ? JSON.parse(form.parameters) : null,
    rubric: form.rubric.map(({ criteria, description, kind, min, max, labels }) => ({
      criteria: criteria.trim(),
      description: description.trim() || null,
      ...(kind === 'scale'
        ? { min: Number(min), max: Number(max) }
        : { labels: labelsOf(labels) ?? [] }),
    })),
    parser: {
      kind: form.parser,
      field: (isJson && form.field.trim()) || null,
      explanationField: (isJson && form.explanationField.trim()) || null,
      pattern: form.parser === 'REGEX' ? form.pattern : null,
    },
  };
}

/** The field that a place in the API's input is. */
export function judgeFieldAt(path: readonly string[]): string | undefined {
  const [first = '', second = ''] = path[0] === 'input' ? path.slice(1) : path;
  if (first === 'rubric') return second === '' ? 'rubric.0' : `rubric.${second}`;
  if (first === 'parser') return second === 'kind' ? 'parser' : second;
  return first || undefined;
}

function criterionProblem({ criteria, kind, min, max, labels }: CriterionForm): string | undefined {
  if (!criteria.trim()) return 'Give the criteria a name';
  if (kind === 'labels')
    return labelsOf(labels) ? undefined : 'Expected a line `word = number` for each label';
  return numberProblem(min) ?? numberProblem(max);
}

function labelsOf(text: string): { label: string; score: number }[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim());
  const labels = lines.flatMap((line) => {
    const [, label = '', score = ''] = /^(.+?)\s*=\s*([+-]?\d+(?:\.\d+)?)\s*$/.exec(line) ?? [];
    return label ? [{ label: label.trim(), score: Number(score) }] : [];
  });
  return labels.length === lines.length ? labels : undefined;
}

function numberProblem(text: string): string | undefined {
  const isNumber = text.trim() !== '' && Number.isFinite(Number(text));
  return isNumber ? undefined : `Expected a number, got ${text.trim() || 'nothing'}`;
}

function wholeProblem(text: string): string {
  return `Expected a whole number, got ${text.trim() || 'nothing'}`;
}

function parametersProblem(text: string): string | undefined {
  if (!text.trim()) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? undefined : 'Expected a JSON object such as {"seed": 1}';
  } catch {
    return 'Expected a JSON object such as {"seed": 1}';
  }
}
