/** The beginning of a text, in one line. */
export function preview(text: string, length: number): string {
  return text.slice(0, length).replace(/\s+/g, ' ').trim();
}
