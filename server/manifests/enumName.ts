/** What the API calls a choice: `math-verify` is MATH_VERIFY, `eval/loss` EVAL_LOSS. */
export function enumName(value: string): string {
  return value.toUpperCase().replaceAll(/[-/]/g, '_');
}
