import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A turn as chat templates take it. */
export type ChatTurn = { role: string; content: string; reasoning_content?: string };

/** A tokenizer's own template of conversations. */
export type ChatTemplate = {
  folder: string;
  /** Writes turns, up to the point of generation when asked to. @throws TemplateRefusal, or what else goes wrong */
  render: (turns: ChatTurn[], isAsking: boolean) => string;
  /** The tokens of such a text, where special ones count. */
  encode: (text: string) => number[];
  /** Special tokens as they are written. */
  specials: string[];
  /** Whether it takes reasoning apart from the answer. */
  hasReasoning: boolean;
};

/** What a template says where it does not take turns. */
export class TemplateRefusal extends Error {}

/** The template of the tokenizer in a folder; null where it has none. @throws when it can't be read here */
export async function readChatTemplate(folder: string): Promise<ChatTemplate | null> {
  const config = tokenizerConfig.parse(await readJson(join(folder, 'tokenizer_config.json')));
  const source = await readSource(folder, config);
  if (source === null) return null;
  const [{ Template }, { Tokenizer }] = await Promise.all([
    import('@huggingface/jinja'),
    import('@huggingface/tokenizers'),
  ]);
  const vocabulary = await readJson(join(folder, 'tokenizer.json'));
  const tokenizer = new Tokenizer(Object(vocabulary), config);
  // A line feed after a tag is taken with it, so that the template begins as it did.
  const template = new Template(`${PREAMBLE}\n${source}`);
  const named = namedTokens(config);
  return {
    folder,
    render: (turns, isAsking) =>
      template.render({
        ...named,
        ...FUNCTIONS,
        messages: turns,
        tools: null,
        documents: null,
        add_generation_prompt: isAsking,
      }),
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    specials: specialTokens
      .parse(vocabulary)
      .added_tokens.flatMap(({ content, special }) => (special ? [content] : [])),
    hasReasoning: source.includes('reasoning_content'),
  };
}

/** The files that decide what a template makes of a row. */
export const TEMPLATE_FILES = ['tokenizer.json', 'tokenizer_config.json', 'chat_template.jinja'];

const tokenizerConfig = z.looseObject({
  chat_template: z
    .union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))])
    .nullish(),
});

const specialTokens = z.looseObject({
  added_tokens: z.array(z.looseObject({ content: z.string(), special: z.boolean() })).default([]),
});

const namedToken = z.union([z.string(), z.looseObject({ content: z.string() })]);
const TOKEN_NAMES = ['bos', 'eos', 'unk', 'sep', 'pad', 'cls', 'mask'].map(
  (name) => `${name}_token`,
);

// Template.render refuses these as variables, for it has functions of their names.
const PREAMBLE = '{% set raise_exception = refuse_turns %}{% set strftime_now = write_date %}';

// The launcher tells every template the same date, so that a run is the same every day.
const DATE: Record<string, string> = {
  ...{ a: 'Fri', A: 'Friday', d: '26', '-d': '26', e: '26', b: 'Jul', h: 'Jul', B: 'July' },
  ...{ m: '07', '-m': '7', y: '24', Y: '2024', F: '2024-07-26', D: '07/26/24', j: '208' },
  ...{ H: '00', I: '12', M: '00', S: '00', p: 'AM', T: '00:00:00', '%': '%' },
};

const FUNCTIONS = {
  refuse_turns: (message: string) => {
    throw new TemplateRefusal(message);
  },
  write_date: (format: string) =>
    format.replace(/%(-?[A-Za-z%])/g, (whole, part: string) => DATE[part] ?? whole),
};

async function readSource(
  folder: string,
  { chat_template: inConfig }: z.output<typeof tokenizerConfig>,
): Promise<string | null> {
  const beside = join(folder, 'chat_template.jinja');
  if (existsSync(beside)) return readFile(beside, 'utf8');
  if (!Array.isArray(inConfig)) return inConfig ?? null;
  return inConfig.find(({ name }) => name === 'default')?.template ?? null;
}

function namedTokens(config: Record<string, unknown>): Record<string, string> {
  const entries = TOKEN_NAMES.flatMap((name): [string, string][] => {
    const { data } = namedToken.safeParse(config[name]);
    return data === undefined ? [] : [[name, typeof data === 'string' ? data : data.content]];
  });
  return Object.fromEntries(entries);
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
