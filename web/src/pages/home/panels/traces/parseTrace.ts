import { readJson } from '../../../../../../server/json.ts';
import type { TraceInput, TurnRole } from '../../../../graphql/generated/graphql.ts';

/** What is wrong with a file, by its own places. */
export type Misreading = { message: string; issues: { path: string; message: string }[] };

const OPTIONAL = ['expected_answer', 'context', 'meta'];
const REQUIRED = ['trace_version', 'prompt', 'final_answer', 'steps'];
const ROLES = ['system', 'user', 'assistant', 'tool'];
const STEP_FIELDS = ['i', 'type', 'content'];

/** Reads a trace in its JSON form as the API takes it. What the API's types do not let through is told
 * in terms of that form; limits are left to the server. */
export function parseTrace(text: string): { input: TraceInput } | { failure: Misreading } {
  const reading = readJson(text);
  if ('problem' in reading) {
    return { failure: { message: `Invalid JSON format: ${reading.problem}`, issues: [] } };
  }
  const { value } = reading;
  if (!isObject(value)) {
    const message = `Expected one trace, a JSON object, got ${kindOf(value)}`;
    return { failure: { message, issues: [] } };
  }
  const issues = issuesOf(value);
  if (issues.length > 0) return { failure: { message: 'The trace is not valid', issues } };
  const { trace_version, final_answer, expected_answer, context, ...others } = value;
  // Each field was just found to be of its type.
  return {
    input: {
      ...others,
      traceVersion: trace_version,
      finalAnswer: final_answer,
      expectedAnswer: expected_answer,
      context: Array.isArray(context) ? context.map((turn) => turnOf(Object(turn))) : context,
    } as TraceInput,
  };
}

/** A place of the API's input as the JSON form calls it. */
export function fileField(path: string): string {
  return path
    .replace(/^traceVersion/, 'trace_version')
    .replace(/^finalAnswer/, 'final_answer')
    .replace(/^expectedAnswer/, 'expected_answer');
}

type Values = Record<string, unknown>;

function issuesOf(trace: Values): Misreading['issues'] {
  const issues = [
    ...unknownFields(trace, [...REQUIRED, ...OPTIONAL], ''),
    ...(trace['expected_answer'] == null ? [] : wrongType(trace, 'expected_answer', 'string', '')),
    ...contextIssues(trace['context']),
    ...overflows(trace['meta'], 'meta'),
    ...REQUIRED.slice(0, 3).flatMap((name) => wrongType(trace, name, 'string', '')),
  ];
  const { steps } = trace;
  if (!Array.isArray(steps)) {
    issues.push({ path: 'steps', message: `Expected a list of steps, got ${kindOf(steps)}` });
    return issues;
  }
  return [...issues, ...steps.flatMap((step: unknown, at) => stepIssues(step, `steps[${at}]`))];
}

function contextIssues(context: unknown): Misreading['issues'] {
  if (context == null) return [];
  if (!Array.isArray(context)) {
    return [{ path: 'context', message: `Expected a list of turns, got ${kindOf(context)}` }];
  }
  return context.flatMap((turn: unknown, at) => {
    const path = `context[${at}]`;
    if (!isObject(turn)) return [{ path, message: `Expected an object, got ${kindOf(turn)}` }];
    const isRole = ROLES.some((role) => role === turn['role']);
    return [
      ...unknownFields(turn, ['role', 'content'], `${path}.`),
      ...wrongType(turn, 'content', 'string', `${path}.`),
      ...(isRole
        ? []
        : [
            {
              path: `${path}.role`,
              message: `Expected one of ${ROLES.join(', ')}, got ${kindOf(turn['role'])}`,
            },
          ]),
    ];
  });
}

function turnOf({ role, content }: { role: string; content: string }) {
  // It was just found to be one of them.
  return { role: role.toUpperCase() as TurnRole, content };
}

function stepIssues(step: unknown, path: string): Misreading['issues'] {
  if (!isObject(step)) return [{ path, message: `Expected an object, got ${kindOf(step)}` }];
  return [
    ...unknownFields(step, STEP_FIELDS, `${path}.`),
    ...wrongType(step, 'i', 'integer', `${path}.`),
    ...wrongType(step, 'type', 'string', `${path}.`),
    ...wrongType(step, 'content', 'string', `${path}.`),
  ];
}

function unknownFields(value: Values, known: string[], place: string): Misreading['issues'] {
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path: `${place}${name}`,
      message: `Unknown field. There are ${known.join(', ')}`,
    }));
}

function wrongType(value: Values, name: string, type: 'string' | 'integer', place: string) {
  const given = value[name];
  if (type === 'string' ? typeof given === 'string' : Number.isInteger(given)) return [];
  const wanted = type === 'string' ? 'a text' : 'a whole number';
  return [{ path: `${place}${name}`, message: `Expected ${wanted}, got ${kindOf(given)}` }];
}

// On its way to the server such a number would become null.
function overflows(value: unknown, path: string): Misreading['issues'] {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return [{ path, message: `Expected a finite number, got ${value}` }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    return overflows(child, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
  });
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
