const LONGEST = 400;

/** The last line of an answer with a text, in two readings: as it is, and what follows its last colon; signs of
 * emphasis and a full stop around it are left out. A long line is no verdict. */
export function lastLine(answer: string): { values: string[]; before: string } {
  const lines = answer.trimEnd().split('\n');
  const last = lines.at(-1) ?? '';
  const before = lines.slice(0, -1).join('\n').trim();
  if (last.length > LONGEST) return { values: [], before };
  const line = bare(last);
  return { values: [line, bare(line.slice(line.lastIndexOf(':') + 1))], before };
}

function bare(text: string): string {
  return text.replace(/^[\s*_`"'“”#>]+/u, '').replace(/[\s*_`"'“”.!]+$/u, '');
}
