type Span = { from: number; to: number };

/** Where a text is code, in its order: blocks between fences that are closed, and what stands between backticks on a line. */
export function codeSpans(text: string): Span[] {
  const spans: Span[] = [];
  let inline: Span[] = [];
  let fence: { mark: string; from: number } | undefined;
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const mark = /^[ \t]*(`{3,}|~{3,})/.exec(text.slice(start, Math.min(end, start + 100)))?.[1];
    if (fence && mark?.startsWith(fence.mark)) {
      spans.push({ from: fence.from, to: end });
      [fence, inline] = [undefined, []];
    } else if (mark && !fence) {
      fence = { mark, from: start };
    } else {
      (fence ? inline : spans).push(...inlineSpans(text, start, end));
    }
    start = end + 1;
  }
  // A fence that nothing closes fences nothing.
  return [...spans, ...inline];
}

function inlineSpans(text: string, from: number, to: number): Span[] {
  const spans: Span[] = [];
  let open: { length: number; from: number } | undefined;
  for (const { 0: ticks, index } of text.slice(from, to).matchAll(/`+/g)) {
    if (!open) open = { length: ticks.length, from: from + index };
    else if (open.length === ticks.length) {
      spans.push({ from: open.from, to: from + index + ticks.length });
      open = undefined;
    }
  }
  return spans;
}
