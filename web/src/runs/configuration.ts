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

/** The values of several configurations by path, one a column; undefined where one has none. */
export function compareConfigurations(all: unknown[]) {
  const columns = all.map((one) => flatten(one));
  const paths = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  return paths.map((path) => {
    const values = columns.map((column) => column.get(path));
    return { path, values, isDifferent: new Set(values).size > 1 };
  });
}
