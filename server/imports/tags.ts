import { codeSpans } from './codeSpans.ts';

/** What a model's text holds of reasoning and of an answer. */
type TakenApart = { reasoning: string; answer: string; isTruncated: boolean };

type Tag = {
  at: number;
  end: number;
  name: string;
  isOpening: boolean;
  /** Only white space and signs of a template stand before it on its line. */
  isFirst: boolean;
  /** `code` and `sentence` speak of the tag. */
  where: 'text' | 'sentence' | 'code';
};

const TAG =
  /<(\/?)(think|thinking|reason|reasoning|thought)>|<\|(begin|end)_of_thought\|>|◁(\/?)think▷/gi;
const SOLUTION = /^<\|begin_of_solution\|>\s*|\s*<\|end_of_solution\|>$/gi;
const TEMPLATE = /^(?:\s|<[|｜][^<>\n]{1,60}[|｜]>)*$/;
const FURTHEST = 200;

/** A model's text taken apart by the tags that reasoning stands in, as often as there are some. What is not closed was cut
 * off: all of it is reasoning. A tag that only closes has its opening before the text, where a template put it. Tags in code,
 * in quotes or within a sentence are part of the text. */
export function takeReasoning(text: string): TakenApart {
  const thoughts: string[] = [];
  const said: string[] = [];
  let isCutOff = false;
  let place = 0;
  const take = (from: number, to: number | undefined, end: number) => {
    thoughts.push(text.slice(from, to));
    place = end;
  };
  const tags = findTags(text);
  const first = tags.findIndex(({ isOpening, where }) => isOpening || where === 'text');
  const lone = tags[first];
  if (lone && !lone.isOpening) take(0, lone.at, lone.end);
  const closings = indexClosings(tags);
  for (let index = 0; index < tags.length && !isCutOff; index++) {
    const open = tags[index];
    if (!open?.isOpening || open.at < place || !begins(open, { text, place })) continue;
    said.push(text.slice(place, open.at));
    const close = closings(index);
    isCutOff = close === undefined;
    take(open.end, close?.at, close?.end ?? text.length);
  }
  said.push(text.slice(place));
  const answer = joinParts(said);
  const isUnfinished =
    /^<\|begin_of_solution\|>/i.test(answer) && !/<\|end_of_solution\|>$/i.test(answer);
  return {
    reasoning: joinParts(thoughts),
    answer: answer.replace(SOLUTION, ''),
    isTruncated: isCutOff || isUnfinished,
  };
}

/** Reasoning begins with a line, or right after the reasoning before. */
function begins(
  { at, where, isFirst }: Tag,
  { text, place }: { text: string; place: number },
): boolean {
  return (isFirst && where !== 'code') || (place > 0 && /^\s*$/.test(text.slice(place, at)));
}

/** Finds the tag that closes an opening one: of the same name, or of another; as a last resort one that the text seems to
 * speak of. Each is looked for only where there is one, so that all are found in one pass. */
function indexClosings(tags: Tag[]): (index: number) => Tag | undefined {
  const ways: ((tag: Tag, name: string) => boolean)[] = [
    (tag, name) => tag.where === 'text' && tag.name === name,
    (tag) => tag.where === 'text',
    (tag, name) => tag.where === 'sentence' && tag.name === name,
    (tag, name) => tag.isFirst && tag.name === name,
  ];
  const names = new Set(tags.map(({ name }) => name));
  const last = ways.map(
    (fits) =>
      new Map(
        [...names].map((name) => [
          name,
          tags.findLastIndex((tag) => !tag.isOpening && fits(tag, name)),
        ]),
      ),
  );
  return (index) => {
    const name = tags[index]?.name ?? '';
    const way = last.findIndex((lasts) => (lasts.get(name) ?? -1) > index);
    const fits = ways[way];
    let at = index + 1;
    while (fits && at < tags.length) {
      const tag = tags[at];
      if (tag && !tag.isOpening && fits(tag, name)) return tag;
      at += 1;
    }
    return undefined;
  };
}

function joinParts(parts: string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n');
}

function findTags(text: string): Tag[] {
  const found = [...text.matchAll(TAG)];
  if (found.length === 0) return [];
  const code = codeSpans(text).values();
  let span = code.next().value;
  return found.map((match) => {
    const [sign, slash, xml, marker, stroke] = match;
    const at = match.index;
    const end = at + sign.length;
    while (span && span.to <= at) span = code.next().value;
    const isCode = (span !== undefined && span.from <= at) || isQuoted(text[at - 1], text[end]);
    const before = text.slice(Math.max(0, at - FURTHEST), at);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    return {
      at,
      end,
      name: xml?.toLowerCase() ?? (marker ? '|thought|' : '◁think▷'),
      isOpening: marker ? marker.toLowerCase() === 'begin' : (slash ?? stroke) === '',
      isFirst: line.length < FURTHEST && TEMPLATE.test(line),
      where: isCode ? 'code' : isInSentence(line, text.slice(end, end + 2)) ? 'sentence' : 'text',
    };
  });
}

function isQuoted(before: string | undefined, after: string | undefined): boolean {
  return before !== undefined && QUOTES[before] === after && after !== undefined;
}

function isInSentence(before: string, after: string): boolean {
  return /\S[ \t]$/.test(before) && /^[ \t]\S/.test(after);
}

const QUOTES: Record<string, string> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '‘': '’',
  '«': '»',
  '(': ')',
};
