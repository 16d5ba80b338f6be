/** A text to look for, and what must be replaced in a text, its ASCII letters lowered, before it is looked for there. */
export type Folding = { needle: string; replacements: [from: string, to: string][] };

// Each is a pass over the text; what more there is of them is found as it was typed.
const MOST_REPLACEMENTS = 100;

/** How to find a text in either letter case, and with its accents composed or not. No database folds
 * more than ASCII everywhere, so only the characters that are looked for are folded, there as here. */
export function foldingOf(search: string): Folding {
  const needle = lowered(search.normalize('NFC'));
  const others = [...new Set(needle)].filter((character) => character > '\x7f');
  const replacements = others.flatMap((character) =>
    formsOf(character).map((form): [string, string] => [form, character]),
  );
  return { needle, replacements: replacements.slice(0, MOST_REPLACEMENTS) };
}

function lowered(text: string): string {
  // The lower case of İ alone is two characters, which no text in upper case is found by.
  return text.replace(/[^İ]+/g, (letters) => letters.toLowerCase()).replaceAll('ς', 'σ');
}

/** The other ways to write a lower-case character, the longest first. */
function formsOf(character: string): string[] {
  const cases = [character, character.toUpperCase(), ...(character === 'σ' ? ['ς'] : [])];
  const forms = cases.flatMap((each) => [lowerAscii(each.normalize('NFD')), each]);
  return [...new Set(forms)]
    .filter((form) => form !== character && lowered(form.normalize('NFC')) === character)
    .sort((one, other) => other.length - one.length);
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
