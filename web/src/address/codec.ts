import { integerIn, type Range } from './integerIn.ts';

/** How a value stands in an address. It is not there at its default, and what can't be read is left out. */
export type Codec<Value> = {
  read: (text: string) => Value | undefined;
  print: (value: Value) => string;
  initial: Value;
};

export const TEXT: Codec<string> = { read: (text) => text, print: (text) => text, initial: '' };

export const FLAG: Codec<boolean> = {
  read: (text) => (text === '1' ? true : undefined),
  print: (isOn) => (isOn ? '1' : ''),
  initial: false,
};

/** One of several words; `initial` may be one that is never written. */
export function choice<const Word extends string, const Initial extends string | null>(
  words: readonly Word[],
  initial: Initial,
): Codec<Word | Initial> {
  return {
    read: (text) => words.find((word) => word === text),
    print: (word) => word ?? '',
    initial,
  };
}

export function integer(range: Range, initial: number): Codec<number> {
  return { read: (text) => integerIn(text, range), print: String, initial };
}

/** Several words without commas, each once: `a,b`. */
export const LIST: Codec<string[]> = {
  read: (text) => [...new Set(text.split(','))].filter(Boolean),
  print: (words) => words.join(','),
  initial: [],
};

/** A text that says nothing unless it holds. */
export function textThat(holds: (text: string) => boolean): Codec<string> {
  return { ...TEXT, read: (text) => (holds(text) ? text : undefined) };
}

export function readValue<Value>(codec: Codec<Value>, given: string | string[] | undefined): Value {
  const [text] = [given ?? []].flat();
  return (text === undefined ? undefined : codec.read(text)) ?? codec.initial;
}
