/** Why supervised fine-tuning can't take a dataset of pairs. */
export function pairsProblem(key: string): string {
  return `Expected a dataset of traces for \`mode: sft\`, got ${key}, which is one of pairs: SFT would learn the rejected answers as well. Build one of traces.`;
}
