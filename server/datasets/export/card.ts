import { stringify } from 'yaml';
import type { Dataset } from '../../../prisma/generated/sqlite/client.ts';
import type { Column, ColumnType } from '../formats/column.ts';
import { type LeftOut, leftOutText } from './chosen.ts';
import type { ExportOptions } from './options.ts';
import type { Summary } from './writeSummed.ts';

export type CardFacts = {
  /** None of traces that were chosen one by one. */
  dataset: Dataset | null;
  options: ExportOptions;
  columns: Column[];
  count: number;
  leftOut: LeftOut | null;
  licence: string;
  /** The file of rows. */
  file: Summary;
};

/** The card of a dataset: what programs read of it, and what people want to know. */
export function writeCard(facts: CardFacts): string {
  const { dataset, options, columns, count, leftOut, file } = facts;
  const rows = [
    ['rows', String(count)],
    ['format', `\`${options.format}\``],
    ...(dataset ? datasetRows(dataset) : []),
    ['left out', leftOut ? leftOutText(leftOut) : 'nothing'],
    ['SHA-256 of `data/train.parquet`', `\`${file.sha256}\``],
  ];
  return `---
${stringify(frontMatter(facts), { aliasDuplicateObjects: false })}---

# ${dataset?.key ?? 'Traces'}

Reasoning traces, curated and exported by tunix-rt.

| | |
|---|---|
${rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}

| column | what |
|---|---|
${columns.map(({ name, type }) => `| \`${name}\` | ${DESCRIPTIONS[type]} |`).join('\n')}

\`\`\`python
from datasets import load_dataset

rows = load_dataset("path/to/this/folder", split="train")
\`\`\`
`;
}

function frontMatter({ dataset, columns, count, licence }: CardFacts) {
  return {
    license: licence,
    pretty_name: dataset?.key ?? 'Traces',
    configs: [
      { config_name: 'default', data_files: [{ split: 'train', path: 'data/train.parquet' }] },
    ],
    dataset_info: {
      features: columns.map(({ name, type }) => ({ name, ...FEATURES[type] })),
      splits: [{ name: 'train', num_examples: count }],
    },
  };
}

function datasetRows(dataset: Dataset): string[][] {
  const { digest, traceCount, strategy, seed, stratifyBy, limit, filter, createdAt } = dataset;
  return [
    ['digest of the traces', `\`${digest}\``],
    ['traces', String(traceCount)],
    ['strategy', `\`${strategy.toLowerCase()}\`, at most ${limit}`],
    ...(seed === null ? [] : [['seed', String(seed)]]),
    ...(stratifyBy === null ? [] : [['stratified by', codeOf(stratifyBy)]]),
    ['filter', codeOf(JSON.stringify(filter))],
    ['built', createdAt.toISOString()],
  ];
}

/** A text in a cell of a table, as it is. */
function codeOf(text: string): string {
  return `<code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('|', '&#124;')}</code>`;
}

const STRING = { dtype: 'string' };
const [ROLE, CONTENT, REASONING] = ['role', 'content', 'reasoning_content'].map((name) => ({
  name,
  ...STRING,
}));

const FEATURES: Record<ColumnType, object> = {
  text: STRING,
  json: STRING,
  number: { dtype: 'float64' },
  texts: { list: 'string' },
  messages: { list: [ROLE, CONTENT] },
  thoughtMessages: { list: [ROLE, CONTENT, REASONING] },
};

const DESCRIPTIONS: Record<ColumnType, string> = {
  text: 'a text',
  json: 'an object, as JSON',
  number: 'a number',
  texts: 'texts',
  messages: 'turns of `role` and `content`',
  thoughtMessages: 'turns of `role`, `content` and `reasoning_content`',
};
