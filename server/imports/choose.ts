import { z } from 'zod';
import type { Database } from '../database/open.ts';
import { ValidationError } from '../errors.ts';
import { findMapping } from './mapping/kept.ts';
import { mappedReader } from './mapping/mappedReader.ts';
import type { Mapping } from './mapping/mapping.ts';
import type { Reader } from './reader.ts';
import { READERS } from './readers.ts';
import { SPLITTINGS } from './splitting.ts';

/** What is said of how a file is to be read. */
export const readingChoice = {
  format: z.enum(['auto', ...READERS.map(({ name }) => name)]).default('auto'),
  splitting: z.enum(SPLITTINGS).default('auto'),
  mapping: z.string().optional(),
};

type Choice = z.output<z.ZodObject<typeof readingChoice>>;

/** The reader that is asked for; none where the file is to tell.
 * @throws ValidationError for a mapping that is none or stands beside a format, NotFoundError for one that is not kept */
export async function chooseReader(
  database: Pick<Database, 'prisma'>,
  { format, mapping: given }: Choice,
): Promise<{ reader?: Reader; mapping?: Mapping }> {
  if (given !== undefined) {
    if (format !== 'auto') {
      const message = `Expected \`format\` or \`mapping\`, got both: leave out \`format=${format}\``;
      throw new ValidationError([{ path: ['mapping'], message }]);
    }
    const mapping = await findMapping(database, given);
    return { reader: mappedReader(mapping), mapping };
  }
  const reader = READERS.find(({ name }) => name === format);
  return reader ? { reader } : {};
}
