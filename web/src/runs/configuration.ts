/** A configuration as it reads best: nested names indented, as YAML. */
export function yamlOf(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    return value.map((item) => `${indent}- ${nested(item, `${indent}  `).trimStart()}`).join('');
  }
  if (value instanceof Object) {
    return Object.entries(value)
      .map(([key, item]) => `${indent}${key}:${nested(item, `${indent}  `)}`)
      .join('');
  }
  return `${indent}${scalar(value)}\n`;
}

function nested(value: unknown, indent: string): string {
  if (!(value instanceof Object)) return ` ${scalar(value)}\n`;
  if (Object.keys(value).length === 0) return Array.isArray(value) ? ' []\n' : ' {}\n';
  return `\n${yamlOf(value, indent)}`;
}

function scalar(value: unknown): string {
  // Python's YAML reads a power of ten without a point as a text.
  if (typeof value === 'number') return String(value).replace(/^(-?\d+)e/, '$1.0e');
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  const isPlain =
    /^[A-Za-z./][\w./@ -]*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}

/** A configuration's values by their path, such as `training.batch_size`. */
export function flatten(value: unknown, path = ''): Map<string, string> {
  if (!(value instanceof Object) || Object.keys(value).length === 0) {
    return new Map([[path, typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, item]) => [
      ...flatten(item, path ? `${path}.${key}` : key),
    ]),
  );
}

/** The values of several configurations by path, one a column; undefined where one has none. */
export function compareConfigurations(all: unknown[]) {
  const columns = all.map((one) => flatten(one));
  const paths = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  return paths.map((path) => {
    const values = columns.map((column) => column.get(path));
    return { path, values, isDifferent: new Set(values).size > 1 };
  });
}
