import { z } from 'zod';

/** The name of a model: what addresses and commands can hold as it is. */
export const modelName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/i, {
  error: ({ input }) =>
    `Expected a name of 1 to 100 letters, digits, points, hyphens and underscores, got ${JSON.stringify(input)}`,
});

/** An alias: a word that is no number, which would be a version. */
export const aliasName = z.string().regex(/^(?!\d+$)[a-z0-9][a-z0-9._-]{0,49}$/i, {
  error: ({ input }) =>
    `Expected a word of 1 to 50 letters, digits, points, hyphens and underscores that is no number, got ${JSON.stringify(input)}`,
});

/** Which version of a model is meant: `name@3`, `name@champion`, or `name` for the newest. */
export type ModelReference = { name: string; version: number | null; alias: string | null };

export function parseReference(text: string): ModelReference | null {
  const [, name = '', at] = /^([^@]+)(?:@(.+))?$/.exec(text) ?? [];
  if (!modelName.safeParse(name).success) return null;
  if (at === undefined) return { name, version: null, alias: null };
  if (/^[1-9]\d{0,8}$/.test(at)) return { name, version: Number(at), alias: null };
  return aliasName.safeParse(at).success ? { name, version: null, alias: at } : null;
}
