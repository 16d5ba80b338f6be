/** The length of a well-formed text in characters, of which JavaScript counts some twice. */
export function textLength(text: string): number {
  return text.length - (text.match(/[\uD800-\uDBFF]/g)?.length ?? 0);
}
