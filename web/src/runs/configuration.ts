/** A configuration's values by their path, such as `training.batch_size`. */
function flatten(value: unknown, path = ''): Map<string, string> {
  if (!(value instanceof Object) || Object.keys(value).length === 0) {
    return new Map([[path, typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, item]) => [
      ...flatten(item, path ? `${path}.${key}` : key),
    ]),
  );
}

/** What a configuration has at a path such as `training.batch_size`; undefined where it has nothing. */
export function valueAt(configuration: unknown, path: string): string | undefined {
  let value = configuration;
  for (const key of path.split('.'))
    value = value instanceof Object ? Reflect.get(value, key) : undefined;
  if (value == null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
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
