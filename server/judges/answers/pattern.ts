import { Script } from 'node:vm';
import { z } from 'zod';

// A pattern that backtracks without end would hold up everything that the server does.
const LIMIT = 100;

const groups = z.record(z.string(), z.string().optional());

/** What is wrong with a pattern for a rubric, in a sentence. */
export function patternProblem(pattern: string, criteria: string[]): string | undefined {
  const found = groupsOf(pattern);
  if ('problem' in found) return found.problem;
  if (criteria.length === 1 && found.count === 1) return undefined;
  const missing = criteria.filter((name) => !found.names.includes(name));
  if (missing.length === 0) return undefined;
  return criteria.length === 1
    ? `Expected one group, such as \`(\\d+)\`, or one named ${missing[0]}, got ${found.count}`
    : `Expected a named group for every criteria, such as \`(?<${missing[0]}>\\d+)\`, got none for ${missing.join(', ')}`;
}

/** The last match of a pattern in a text: the value of each named group, and of the only one that has no name
 * under ''; or why there is none, in a sentence. */
export function lastMatch(
  pattern: string,
  text: string,
): { groups: Record<string, string | undefined> } | { problem: string } {
  try {
    const result: unknown = SEARCH.runInNewContext({ pattern, text }, { timeout: LIMIT });
    const found = groups.nullable().parse(JSON.parse(String(result)));
    return found ? { groups: found } : { problem: 'Expected a match of the pattern, got none' };
  } catch (error) {
    if (!isTooSlow(error)) throw error;
    return {
      problem: 'The pattern takes too long on this answer; write it without nested repeats',
    };
  }
}

// It comes from another realm, whose errors are not those of here.
function isTooSlow(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

const SEARCH = new Script(`
  const match = [...text.matchAll(new RegExp(pattern, 'gmu'))].at(-1);
  JSON.stringify(match ? { '': match[1], ...match.groups } : null);
`);

function groupsOf(pattern: string): { count: number; names: string[] } | { problem: string } {
  try {
    // An empty alternative matches at once, with every group there and unset.
    const match = new RegExp(`${pattern}|`, 'u').exec('');
    return { count: (match?.length ?? 1) - 1, names: Object.keys(match?.groups ?? {}) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `Expected a regular expression as JavaScript has them: ${reason}` };
  }
}
