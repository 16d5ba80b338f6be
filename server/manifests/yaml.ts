/**
 * A value of JSON as YAML that PyYAML's `safe_load` reads back into the same values and types. PyYAML
 * follows YAML 1.1, where `2e-5` and `yes` are not what they are in YAML 1.2.
 */
export function toYaml(value: unknown): string {
  return `${(isBlock(value) ? linesOf(value) : [scalarOf(value)]).join('\n')}\n`;
}

type Block = unknown[] | Record<string, unknown>;

function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function linesOf(block: Block): string[] {
  if (Array.isArray(block)) {
    return block.flatMap((item) => {
      const [first, ...rest] = isBlock(item) ? linesOf(item) : [scalarOf(item)];
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  return Object.entries(block).flatMap(([key, item]) =>
    isBlock(item)
      ? [`${scalarOf(key)}:`, ...linesOf(item).map((line) => `  ${line}`)]
      : [`${scalarOf(key)}: ${scalarOf(item)}`],
  );
}

/** A value that fits into a line: JSON is YAML too, but for floats and what stands without quotes. */
function scalarOf(value: unknown): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return formatFloat(value);
  return typeof value === 'string' && PLAIN.test(value) ? value : JSON.stringify(value);
}

// A path-like word that no reader takes for a number, a date or a boolean; anything else is quoted.
const PLAIN =
  /^(?!(?:y|n|yes|no|on|off|true|false|null|nan|inf)$)(?:\.?\/)?[A-Za-z][A-Za-z0-9_]*(?:[./-][A-Za-z0-9_]+)*$/i;

/** A float as Python prints it; PyYAML takes one without a point, such as `2e-05`, for a text. */
export function formatFloat(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-4 && magnitude < 1e16) return String(value);
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  const mantissa = digits.includes('.') ? digits : `${digits}.0`;
  return `${mantissa}e${sign}${exponent.slice(1).padStart(2, '0')}`;
}
