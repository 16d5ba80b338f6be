import { z } from 'zod';
import type { ImportMapping } from '../../../prisma/generated/sqlite/client.ts';
import type { Database } from '../../database/open.ts';
import { ConflictError, NotFoundError, ValidationError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { readJson } from '../../json.ts';
import { parse, shown } from '../../parse.ts';
import { type Mapping, mapping } from './mapping.ts';

const mappingName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._ -]{0,63}$/,
    'Expected a name of 1 to 64 letters, digits, spaces and `. _ -` that begins with a letter or a digit',
  );

export const keptMappingInput = z.strictObject({ name: mappingName, mapping });

/** Keeps a mapping by its name. @throws ConflictError where the name is taken */
export async function keepMapping(
  { prisma, sql: dialect }: Database,
  { name, mapping: kept }: z.output<typeof keptMappingInput>,
): Promise<ImportMapping> {
  return prisma.$transaction(async (transaction) => {
    const lock = dialect.lockKey('import mappings');
    if (lock) await transaction.$executeRaw(lock);
    if (await transaction.importMapping.findUnique({ where: { name } })) {
      throw new ConflictError(
        `There is a mapping ${shown(name)} already. Delete it first, or choose another name.`,
      );
    }
    return transaction.importMapping.create({
      data: { id: newId(), name, createdAt: new Date(), mapping: kept },
    });
  });
}

/** All mappings by their names; at most a thousand. */
export async function listMappings(
  { prisma }: Pick<Database, 'prisma'>,
  query: object,
): Promise<ImportMapping[]> {
  return prisma.importMapping.findMany({ ...query, orderBy: { name: 'asc' }, take: 1_000 });
}

/** Deletes a mapping; what was imported with it stays. @throws NotFoundError */
export async function deleteMapping(
  { prisma }: Pick<Database, 'prisma'>,
  name: string,
): Promise<ImportMapping> {
  const kept = await prisma.importMapping.findUnique({ where: { name } });
  if (!kept) throw notFound(name);
  await prisma.importMapping.deleteMany({ where: { id: kept.id } });
  return kept;
}

/** The mapping that a text names, or is as JSON. @throws ValidationError, NotFoundError */
export async function findMapping(
  { prisma }: Pick<Database, 'prisma'>,
  given: string,
): Promise<Mapping> {
  if (given.trimStart().startsWith('{')) {
    const reading = readJson(given);
    if ('problem' in reading)
      throw new ValidationError([
        { path: ['mapping'], message: `Expected JSON: ${reading.problem}` },
      ]);
    return parse(mapping, reading.value, ['mapping']);
  }
  const kept = await prisma.importMapping.findUnique({ where: { name: given } });
  if (!kept) throw notFound(given);
  return parse(mapping, kept.mapping, ['mapping']);
}

function notFound(name: string): NotFoundError {
  return new NotFoundError(`There is no mapping ${shown(name)}`);
}
