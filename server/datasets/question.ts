import type { TraceContent } from '../traces/trace.ts';

type Asked = Pick<TraceContent, 'prompt' | 'context'>;

/** What a trace asks, so that the same question is the same text: compatibility forms, letter case and white space are
 * folded. Earlier turns belong to it, but for a system's, which say how to answer. */
export function questionOf(trace: Asked): string {
  return foldText(askedText(trace));
}

function askedText({ prompt, context = [] }: Asked): string {
  const turns = context.filter(({ role }) => role !== 'system').map(({ content }) => content);
  return [...turns, prompt].join('\n');
}

function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
