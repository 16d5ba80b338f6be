import type { Import, Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { Database, DatabaseConnection } from '../database/open.ts';
import { ExpectedError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { EarlierImport, ImportProgress } from './progress.ts';

/** Where imports are kept. */
export type ImportRecords = { database: Database; homeId: string };

export type NewImport = Pick<
  Import,
  'name' | 'source' | 'splitting' | 'isAtomic' | 'keepsDuplicates'
> & { format?: string | undefined; mapping?: Prisma.InputJsonObject | undefined };

const KEPT_ERRORS = 100;
const LONGEST_KEPT = 2_000;

/** Stores that an import begins; answers its id. */
export async function beginImport(
  { database, homeId }: ImportRecords,
  { format, mapping, ...given }: NewImport,
): Promise<string> {
  const id = newId();
  await database.prisma.import.create({
    data: {
      ...given,
      id,
      home: homeId,
      status: 'RUNNING',
      format: format ?? null,
      ...(mapping ? { mapping } : {}),
      errors: [],
      startedAt: new Date(),
    },
  });
  return id;
}

/** Stores how far an import has come: with what it has stored, in one transaction. */
export async function noteProgress(
  { prisma }: Pick<DatabaseConnection, 'prisma'>,
  id: string,
  progress: ImportProgress,
): Promise<void> {
  await prisma.import.updateMany({ where: { id }, data: countsOf(progress) });
}

/** Stores how an import that is at work ended. */
export async function endImport(
  { database }: Pick<ImportRecords, 'database'>,
  id: string,
  {
    status,
    progress,
    ...ending
  }: Pick<Import, 'status'> & {
    progress: ImportProgress;
    contentHash?: string | undefined;
    message?: string | undefined;
  },
): Promise<void> {
  await database.prisma.import.updateMany({
    where: { id, status: 'RUNNING' },
    data: {
      ...countsOf(progress),
      status,
      errors: progress.errors.slice(0, KEPT_ERRORS).map(shortened),
      contentHash: ending.contentHash ?? null,
      message: ending.message ?? null,
      endedAt: new Date(),
    },
  });
}

/** Stores that an import broke off, where the database takes it; else the next start of the server does. */
export async function breakOffImport(
  records: Pick<ImportRecords, 'database'>,
  id: string,
  { progress, error }: { progress: ImportProgress; error: unknown },
): Promise<void> {
  const cause = error instanceof ExpectedError ? error.message : 'The file could not be read on';
  const message = `${cause.replace(/\.?$/, '.')} ${reachedText(progress)}`;
  try {
    await endImport(records, id, { status: 'BROKEN_OFF', progress, message });
  } catch {
    // What went wrong first is what whoever sent the file is told.
  }
}

/** Ends what a server of the same data folder left at work when it stopped. */
export async function recoverImports({ database, homeId }: ImportRecords): Promise<void> {
  const left = await database.prisma.import.findMany({
    where: { home: homeId, status: 'RUNNING' },
    select: { id: true, lastRow: true },
  });
  for (const { id, lastRow } of left) {
    const message = `The server stopped meanwhile. ${reachedText({ lastRow })}`;
    await database.prisma.import.updateMany({
      where: { id, status: 'RUNNING' },
      data: { status: 'BROKEN_OFF', message, endedAt: new Date() },
    });
  }
}

/** The newest import that read a file of these bytes to its end, and was not undone. */
export async function findEarlier(
  { database }: Pick<ImportRecords, 'database'>,
  { contentHash, id }: { contentHash: string; id?: string },
): Promise<EarlierImport | null> {
  return database.prisma.import.findFirst({
    where: { contentHash, status: 'COMPLETED', ...(id === undefined ? {} : { id: { not: id } }) },
    orderBy: { id: 'desc' },
    select: { id: true, name: true, startedAt: true },
  });
}

function reachedText({ lastRow }: Pick<ImportProgress, 'lastRow'>): string {
  return lastRow > 0
    ? `What stands up to row ${lastRow} was stored.`
    : 'Nothing was stored before.';
}

function countsOf({ accepted, skipped, rejected, scores, lastRow, format }: ImportProgress) {
  return { accepted, skipped, rejected, scoreCount: scores, lastRow, format: format ?? null };
}

function shortened({ line, message }: { line: number; message: string }) {
  return { line, message: message.slice(0, LONGEST_KEPT).toWellFormed() };
}
