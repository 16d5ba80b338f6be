// Writes what others have of the tables of the server, of a run's values and of formats that are imported: the
// launcher, which runs alone, and the documentation. With --check it only says whether they are as they would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { READERS } from '../imports/readers.ts';
import { describeField, rangeText } from '../manifests/describeField.ts';
import { enumName } from '../manifests/enumName.ts';
import { EVALUATION_FIELDS } from '../manifests/evaluationFields.ts';
import {
  EVALUATION_GROUPS,
  FIELDS,
  GROUPS,
  type Group,
  type ManifestField,
  TINY_MODEL,
  TINY_TRAINING,
} from '../manifests/fields.ts';
import { formatFloat } from '../manifests/yaml.ts';

const COPIES = [
  { path: 'server/training/launcher/tunix_rt_launcher/fields.generated.json', make: forLauncher },
  { path: 'docs/manifest.md', make: withTables },
  { path: 'docs/api-by-example.md', make: withFormats },
];

const ALL_FIELDS: readonly ManifestField[] = [...FIELDS, ...EVALUATION_FIELDS];

const isCheck = process.argv.includes('--check');
for (const { path, make } of COPIES) {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const before = readFileSync(file, 'utf8');
  const text = make(before);
  if (text === before) continue;
  if (!isCheck) writeFileSync(file, text);
  else {
    console.error(`${path} is not as the tables of the server make it: run npm run generate`);
    process.exitCode = 1;
  }
}

function forLauncher(): string {
  const ofRange = ['kind', 'min', 'above', 'max', 'choices', 'value', 'isPattern'];
  const keys = ['tinyModel', 'fields', 'at', 'modes', ...ofRange, 'default', 'byModel', 'formerly'];
  return `${JSON.stringify({ tinyModel: TINY_MODEL, fields: ALL_FIELDS }, keys, 2)}\n`;
}

/** A page with what stands between `<!-- NAME -->` and `<!-- /NAME -->` written anew. */
function withTables(page: string): string {
  const made = {
    values: GROUPS.map(tableOf).join('\n\n'),
    evaluation: EVALUATION_GROUPS.map(tableOf).join('\n\n'),
    tiny: tinyTable(),
  };
  return Object.entries(made).reduce((text, [name, table]) => withPart(text, name, table), page);
}

/** A page with the table of the formats that are imported. */
function withFormats(page: string): string {
  const rows = READERS.map(({ name, label, shape }) => {
    // A stroke would end the cell, in code too.
    return `| \`${name}\` | ${label} | ${shape.replaceAll('|', '\\|')} |`;
  });
  return withPart(
    page,
    'formats',
    `| format | what | fields of a row |\n|---|---|---|\n${rows.join('\n')}`,
  );
}

function withPart(page: string, name: string, part: string): string {
  const place = new RegExp(`(<!-- ${name} -->\n).*(<!-- /${name} -->)`, 's');
  return page.replace(place, (_, start, end) => `${start}\n${part}\n\n${end}`);
}

function tableOf(group: Group): string {
  const rows = ALL_FIELDS.filter((field) => field.group === group).map(rowOf);
  return `### ${group}\n\n| key | input | type, range | default | what it does |\n|---|---|---|---|---|\n${rows.join('\n')}`;
}

function rowOf(field: ManifestField): string {
  // The range has a column of its own.
  const description = field.description.replace(/; [^;.]*\{(range|min|above)\}[^.]*/, '');
  const what = [describeField({ ...field, description }), field.more ?? ''].join(' ').trim();
  return `| \`${field.at}\` | \`${field.name}\` | ${typeOf(field)} | ${defaultOf(field)} | ${what} |`;
}

function typeOf(field: ManifestField): string {
  const orNull = field.default === null && !field.byModel ? ', or null' : '';
  switch (field.kind) {
    case 'integer':
      return `whole number, ${rangeText(field)}${orNull}`;
    case 'number':
      return `number, ${rangeText(field)}${orNull}`;
    case 'integers':
      return `${field.parts.length} whole numbers, ${rangeText(field)} each`;
    case 'text':
      return `text, 1 to ${field.max} characters${orNull}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `${field.choices.map(({ value }) => `\`${enumName(value)}\``).join(', ')}; lower case in the file${orNull}`;
  }
}

function defaultOf(field: ManifestField): string {
  if (field.byModel && 'unset' in field) return field.unset?.toLowerCase() ?? '';
  const withLora = 'defaultWithLora' in field ? field.defaultWithLora : undefined;
  const alone = inFile(field.default);
  return withLora === undefined ? alone : `${alone}; ${inFile(withLora)} with \`lora\``;
}

function tinyTable(): string {
  const fields: readonly ManifestField[] = FIELDS;
  const values = Object.entries(TINY_TRAINING).map(([name, value]) => {
    const field = fields.find((each) => each.name === name);
    return `| \`${field?.at}\` | \`${name}\` | ${inFile(value)} |`;
  });
  return `| key | input | value |\n|---|---|---|\n${values.join('\n')}`;
}

/** A value as a manifest has it. */
function inFile(value: unknown): string {
  return typeof value === 'number' && !Number.isInteger(value)
    ? formatFloat(value)
    : `${Array.isArray(value) ? JSON.stringify(value).replace(',', ', ') : value}`;
}
