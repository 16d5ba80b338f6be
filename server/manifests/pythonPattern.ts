/** A regular expression as Python has it, which the launcher compiles. Named groups, `(?P<name>`, are
 * the one thing that JavaScript writes otherwise. */
export function pythonPattern(pattern: string): RegExp {
  return new RegExp(pattern.replaceAll('(?P<', '(?<'));
}
