/** A text in one letter case, of the same length: what is found in it lies at the same place in the text. */
export function folded(text: string): string {
  // Of all letters only İ becomes longer in lower case; and a σ at the end of a word is written ς.
  return text.replaceAll('İ', 'i').toLowerCase().replaceAll('ς', 'σ');
}

/** A stretch of a text, in UTF-16 units, the end not included. */
export type HitPlace = { start: number; end: number };

/** Where a text is found in another, in either letter case, one place after the other. */
export function* placesOf(text: string, find: string): Generator<HitPlace> {
  const [here, wanted] = [folded(text), folded(find)];
  if (wanted === '') return;
  for (let end = 0; ; ) {
    const start = here.indexOf(wanted, end);
    if (start < 0) return;
    end = start + wanted.length;
    yield { start, end };
  }
}

const BEFORE = 200;

/** The part of a long text that is shown: its beginning, or what is around the first place of another in it. */
export function shownPart(
  text: string,
  { find, most }: { find: string; most: number },
): { part: HitPlace; found: HitPlace[] } {
  const places = placesOf(text, find);
  const found: HitPlace[] = [];
  let part = { start: 0, end: Math.min(text.length, most) };
  for (const place of places) {
    if (found.length === 0 && place.end > part.end) {
      const start = characterStart(text, place.start - BEFORE);
      part = { start, end: Math.min(text.length, start + most) };
    }
    if (place.start >= part.end) break;
    found.push(place);
  }
  return { part: { start: part.start, end: characterStart(text, part.end) }, found };
}

/** The beginning of the character that a place is in. */
function characterStart(text: string, place: number): number {
  const isWithin = /[\uDC00-\uDFFF]/.test(text[place] ?? '');
  return isWithin ? place - 1 : place;
}

/** Texts that follow one another from a place on, cut so that each is found or not as a whole. */
export function markFound<Span extends { text: string }>(
  spans: Span[],
  { start, found }: { start: number; found: HitPlace[] },
): (Span & { isFound: boolean })[] {
  const marked: (Span & { isFound: boolean })[] = [];
  let at = start;
  let next = 0;
  for (const span of spans) {
    const end = at + span.text.length;
    for (let from = at; from < end; ) {
      while ((found[next]?.end ?? end) <= from) next += 1;
      const place = found[next];
      const isFound = place !== undefined && place.start <= from;
      const to = Math.min(end, (isFound ? place.end : place?.start) ?? end);
      marked.push({ ...span, text: span.text.slice(from - at, to - at), isFound });
      from = to;
    }
    at = end;
  }
  return marked;
}
