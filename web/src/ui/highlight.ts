/** A piece of code, and what it is. */
export type Token = {
  kind: 'key' | 'text' | 'number' | 'word' | 'comment' | 'plain';
  text: string;
};

const TOKENS =
  /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:)|^[ \t-]*[A-Za-z_][\w.-]*(?=:(?:\s|$)))|(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\b\d+(?:\.\d+)?(?:e[-+]?\d+)?\b(?![\w./-]))|(?<word>\b(?:true|false|null)\b)|(?<comment>(?<=^|\s)#.*$)/gm;

/** Splits YAML or JSON into what a reader tells apart; the pieces in order are the whole text. */
export function highlight(code: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of code.matchAll(TOKENS)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: code.slice(end, match.index) });
    tokens.push({ kind: kindOf(match.groups ?? {}), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < code.length) tokens.push({ kind: 'plain', text: code.slice(end) });
  return tokens;
}

const KINDS = ['key', 'text', 'number', 'word', 'comment'] as const;

function kindOf(groups: Record<string, string | undefined>): Token['kind'] {
  return KINDS.find((kind) => groups[kind] !== undefined) ?? 'plain';
}
