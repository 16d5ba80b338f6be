import { isDeepStrictEqual } from 'node:util';
import type { Judge, Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { newId } from '../ids.ts';
import { definitionOf, type JudgeDefinition } from './definition.ts';

/** Stores a judge as the next version of its name; where the newest version is the same, that one is answered. */
export function createJudge(
  { prisma, sql }: Database,
  definition: JudgeDefinition,
): Promise<Judge> {
  return prisma.$transaction(async (transaction) => {
    const { name, parameters, ...rest } = definition;
    const lock = sql.lockKey(`judge ${name}`);
    if (lock) await transaction.$executeRaw(lock);
    const newest = await transaction.judge.findFirst({
      where: { name },
      orderBy: { version: 'desc' },
    });
    if (newest && isDeepStrictEqual(definitionOf(newest), definition)) return newest;
    return transaction.judge.create({
      data: {
        id: newId(),
        name,
        version: (newest?.version ?? 0) + 1,
        createdAt: new Date(),
        ...rest,
        parameters: jsonOf(parameters),
      },
    });
  });
}

/** What was validated as values that JSON has. */
function jsonOf(parameters: JudgeDefinition['parameters']): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(parameters));
}
