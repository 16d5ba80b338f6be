import { createRandom } from '../../examples/random.ts';

const VOCABULARY = 60_000;
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
const HAN = Array.from({ length: 800 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7));
const ACCENTED = ['Übung', 'café', 'naïve', 'señor', 'crème', 'Größe', 'façade', 'déjà'];
const SOURCES = ['web', 'book', 'exam', 'forum'];

/** The word of a rank, from 1 for the most frequent. */
export function wordOfRank(rank: number): string {
  let [word, rest] = ['', rank];
  do {
    word += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  } while (rest > 0);
  return word;
}

/** Traces of some 100 words whose frequencies follow Zipf's law, one in twenty with Chinese characters, one in ten with
 * accents, as lines of a file; the same for a count, everywhere. */
export function* proseLines(count: number): Generator<string> {
  const random = createRandom(12);
  const words = Array.from({ length: VOCABULARY }, (_, index) => wordOfRank(index + 1));
  const word = () => words[Math.floor(VOCABULARY ** random.fraction()) - 1] ?? '';
  const sentence = (length: number) => `${Array.from({ length }, word).join(' ')}.`;
  const han = (length: number) => Array.from({ length }, () => random.pick(HAN)).join('');
  let lines: string[] = [];
  for (let index = 0; index < count; index++) {
    const steps = Array.from({ length: random.integer(2, 5) }, (_, i) => {
      return { i, type: 'think', content: sentence(random.integer(12, 24)) };
    });
    const more = random.chance(0.05) ? han(12) : random.chance(0.1) ? random.pick(ACCENTED) : '';
    const trace = {
      trace_version: '1.0',
      prompt: `${index}. ${sentence(random.integer(10, 25))} ${more}`,
      final_answer: sentence(4),
      steps,
      meta: {
        source: random.pick(SOURCES),
        level: random.integer(1, 5),
        task: { kind: `kind ${Math.floor(200 ** random.fraction())}` },
        tags: random.sample(['a', 'b', 'c', 'd', 'e', 'f'], 2),
        batch: Math.floor(index / 1_000),
      },
    };
    lines.push(JSON.stringify(trace));
    if (lines.length < 1_000) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}
