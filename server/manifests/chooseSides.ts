import type { DatabaseConnection } from '../database/open.ts';
import { getSplit } from '../datasets/getSplit.ts';
import { ValidationError } from '../errors.ts';

/** The side that is trained on where a dataset has sides and none is named. */
const USUAL_SIDE = 'train';

type Asked = {
  key: string;
  split: string | null | undefined;
  evaluationSplit: string | null | undefined;
  training: {
    evaluationFraction?: number | null | undefined;
    samplesEverySteps?: number | null | undefined;
  };
};

/** The dataset that is trained on, and its sides to train and to evaluate on.
 * @throws NotFoundError for a dataset or a side that is not there, ValidationError where it is not said which side to
 * train on, where both are one, where rows of the side to train on are held out as well, or where questions are asked of none */
export async function chooseSides(
  database: Pick<DatabaseConnection, 'prisma'>,
  { key, split, evaluationSplit, training }: Asked,
) {
  const { side: named, ...dataset } = await getSplit(database, { key, split });
  const trained = named ?? (dataset.split === null ? null : await usualSide(database, dataset));
  if (evaluationSplit == null) {
    if (training.samplesEverySteps != null && !training.evaluationFraction) {
      refuse(
        ['training', 'samplesEverySteps'],
        'Expected held-out rows to ask with `samplesEverySteps`, got none: set `evaluationFraction` or `evaluationSplit`, or leave it out',
      );
    }
    return { dataset, trained, evaluated: null };
  }
  const { side: evaluated } = await getSplit(database, { key, split: evaluationSplit });
  if (evaluated?.name === trained?.name) {
    refuse(
      ['evaluationSplit'],
      `Expected another side than \`split\`, got ${evaluationSplit} twice`,
    );
  }
  if (training.evaluationFraction) {
    refuse(
      ['evaluationSplit'],
      `Expected either \`evaluationSplit\` or \`evaluationFraction\`, got both (${evaluationSplit} and ${training.evaluationFraction})`,
    );
  }
  return { dataset, trained, evaluated };
}

async function usualSide(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  { id, key }: { id: string; key: string },
) {
  const sides = await prisma.datasetSplit.findMany({
    where: { datasetId: id },
    orderBy: { position: 'asc' },
  });
  const usual = sides.find(({ name }) => name === USUAL_SIDE);
  const names = sides.map(({ name }) => name).join(', ');
  return (
    usual ?? refuse(['split'], `Expected \`split\` to be a side of ${key}: ${names}; got nothing`)
  );
}

function refuse(path: string[], message: string): never {
  throw new ValidationError([{ path: ['input', ...path], message }]);
}
