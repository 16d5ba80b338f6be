import type { Database } from '../../database/open.ts';
import { type DifferentCondition, InvalidStateError } from '../../errors.ts';
import { storedNumbers } from '../numbers/numbers.ts';
import { differentConditions } from '../pins.ts';
import { type PairedDifference, pairedDifference } from '../statistics/pairedDifference.ts';
import { countRows, meanOver } from '../statistics/rowGroups.ts';
import { pairGroups } from './pairGroups.ts';
import { isRight } from './right.ts';
import { openSides, type Sides } from './sides.ts';

/** Two evaluations on the rows that both have verdicts on. */
export type Comparison = Sides &
  PairedDifference & {
    /** Conditions that the two do not share; none unless that was allowed. */
    differentConditions: DifferentCondition[];
    /** How many rows both have verdicts on, and how many only one. */
    rows: number;
    baseOnly: number;
    otherOnly: number;
    /** The accuracy of each on the rows of both. */
    baseAccuracy: number;
    otherAccuracy: number;
    /** How many rows each got right, by the greater part of their samples. */
    bothRight: number;
    fixed: number;
    broken: number;
    bothWrong: number;
  };

/** @throws NotFoundError, InvalidStateError, DifferentConditionsError */
export async function compareEvaluations(
  database: Database,
  asked: {
    baseId: string;
    otherId: string;
    allowDifferentPins: boolean;
    signal?: AbortSignal | undefined;
  },
): Promise<Comparison> {
  const sides = await openSides(database, asked);
  const groups = await pairGroups(database, sides, asked.signal);
  const paired = await pairedDifference(groups);
  if (!paired) {
    throw new InvalidStateError(
      `The evaluations ${asked.baseId} and ${asked.otherId} share no question on which both have a verdict`,
    );
  }
  const rows = countRows(groups);
  const countWhere = (isBaseRight: boolean, isOtherRight: boolean) =>
    countRows(
      groups.filter(
        ({ base, other }) => isRight(base) === isBaseRight && isRight(other) === isOtherRight,
      ),
    );
  return {
    ...sides,
    ...paired,
    differentConditions: differentConditions(sides.base, sides.other),
    rows,
    baseOnly: (storedNumbers(sides.base)?.rows ?? rows) - rows,
    otherOnly: (storedNumbers(sides.other)?.rows ?? rows) - rows,
    baseAccuracy: meanOver(groups, ({ base }) => base.correct / base.samples),
    otherAccuracy: meanOver(groups, ({ other }) => other.correct / other.samples),
    bothRight: countWhere(true, true),
    fixed: countWhere(false, true),
    broken: countWhere(true, false),
    bothWrong: countWhere(false, false),
  };
}
