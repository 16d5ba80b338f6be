/** What a new judge begins with. */
export const JUDGE_DEFAULTS = {
  maxTokens: 1_024,
  traces: 100,
  concurrency: 4,
  prompt: `You grade how a model reasons.

Question:
{{prompt}}

Its steps:
{{steps}}

Its answer:
{{answer}}

The answer that is expected:
{{expected}}

Judge by:
{{rubric}}

Say in a few sentences what is right and what is wrong. Then end with one JSON object on a line of its own, such as
{"reason": "…", "quality": 4}`,
} as const;
