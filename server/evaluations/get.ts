import type { Evaluation } from '../../prisma/generated/sqlite/client.ts';
import type { DatabaseConnection } from '../database/open.ts';
import { InvalidStateError, NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';

/** An evaluation that has its numbers. @throws NotFoundError, InvalidStateError for one that is not complete */
export async function completedEvaluation(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  id: string,
): Promise<Evaluation> {
  const evaluation = await prisma.evaluation.findUnique({ where: { id } });
  if (!evaluation) throw new NotFoundError(`There is no evaluation ${shown(id)}`);
  if (evaluation.status === 'COMPLETED') return evaluation;
  throw new InvalidStateError(
    evaluation.status === 'RUNNING'
      ? `The evaluation ${id} is still drawing samples: try again when it is completed`
      : `The evaluation ${id} has no numbers, since its run ended before all samples were there: resume that run`,
  );
}
