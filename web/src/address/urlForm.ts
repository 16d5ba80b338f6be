/** What stands in a form: texts, and lists of texts, by name. */
export type FormValues = Record<string, string | string[]>;

export function readForm<Values extends FormValues>(search: string, defaults: Values): Values {
  const parameters = new URLSearchParams(search);
  const values: FormValues = {};
  for (const [name, initial] of Object.entries(defaults)) {
    if (!parameters.has(name)) values[name] = initial;
    else
      values[name] = Array.isArray(initial) ? parameters.getAll(name) : `${parameters.get(name)}`;
  }
  // Every name of the defaults has been given a value of its own kind.
  return values as Values;
}

/** The address of values, from its `?` on; empty when all are at their defaults. */
export function printForm<Values extends FormValues>(values: Values, defaults: Values): string {
  const parameters = new URLSearchParams();
  for (const [name, initial] of Object.entries(defaults)) {
    const value = values[name] ?? initial;
    if (Array.isArray(value)) for (const one of value) parameters.append(name, one);
    else if (value !== initial) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}
