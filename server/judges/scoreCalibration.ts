import type { Judge, Score } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { type Calibration, calibrate } from './calibrate.ts';

type Asked = { database: Database };

// What is found lasts as long as whoever asked: a page shows many scores of few judges.
const found = new WeakMap<Asked, Map<string, Promise<Calibration[]>>>();

/** Whether the judge that gave a score was compared with people by its criteria; null where no judge did.
 * @param asked is one and the same for all scores of a request */
export async function isScoreCalibrated(
  asked: Asked,
  {
    source,
    judge: name,
    version,
    criteria,
  }: Pick<Score, 'source' | 'judge' | 'version' | 'criteria'>,
): Promise<boolean | null> {
  if (source !== 'JUDGE') return null;
  const calibrations = await calibrationsOf(asked, { name, version: Number(version) });
  return calibrations.some((each) => each.criteria === criteria && each.isCalibrated);
}

function calibrationsOf(
  asked: Asked,
  { name, version }: Pick<Judge, 'name' | 'version'>,
): Promise<Calibration[]> {
  const known = found.get(asked) ?? new Map<string, Promise<Calibration[]>>();
  found.set(asked, known);
  const key = JSON.stringify([name, version]);
  const before = known.get(key);
  if (before) return before;
  const calibrations = read(asked.database, { name, version });
  known.set(key, calibrations);
  return calibrations;
}

async function read(
  database: Database,
  { name, version }: Pick<Judge, 'name' | 'version'>,
): Promise<Calibration[]> {
  // A score that was imported may name a judge that is not here, in a version that is no number.
  if (!Number.isSafeInteger(version)) return [];
  const judge = await database.prisma.judge.findUnique({
    where: { name_version: { name, version } },
  });
  return judge ? calibrate(database, judge) : [];
}
