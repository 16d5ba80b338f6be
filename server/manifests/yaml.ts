import { Document, type ScalarTag, type Tags, visit } from 'yaml';

/** A value as YAML that PyYAML's `safe_load` reads back into the same values and types. PyYAML follows
 * YAML 1.1, where `2e-5` and `yes` are not what they are in YAML 1.2. */
export function toYaml(value: unknown): string {
  const document = new Document(value, {
    version: '1.1',
    customTags: (tags) => [pythonFloat, ...tags.filter((tag) => !isMerge(tag))],
  });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && !PLAIN.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0, directives: false, flowCollectionPadding: false });
}

// It would write the text `<<` without quotes, whatever the type of its node.
function isMerge(tag: Tags[number]): boolean {
  return typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:merge';
}

// A path-like word that no reader takes for a number, a date or a boolean; anything else is quoted.
const PLAIN =
  /^(?!(?:y|n|yes|no|on|off|true|false|null|nan|inf)$)(?:\.?\/)?[A-Za-z][A-Za-z0-9_]*(?:[./-][A-Za-z0-9_]+)*$/i;

const pythonFloat: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => typeof value === 'number' && !Number.isInteger(value),
  test: /^[-+]?[0-9]+\.[0-9]*(e[-+][0-9]+)?$/,
  resolve: Number,
  stringify: ({ value }) => formatFloat(Number(value)),
};

/** A float as Python prints it; PyYAML takes one without a point, such as `2e-05`, for a text. */
export function formatFloat(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-4 && magnitude < 1e16) return String(value);
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  const mantissa = digits.includes('.') ? digits : `${digits}.0`;
  return `${mantissa}e${sign}${exponent.slice(1).padStart(2, '0')}`;
}
