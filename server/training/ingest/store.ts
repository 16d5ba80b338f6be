import type { Prisma, Run } from '../../../prisma/generated/sqlite/client.ts';
import type { LogStream } from '../../../prisma/generated/sqlite/enums.ts';
import { forgetParameters } from '../../database/forget.ts';
import type { Value } from '../../database/insert.ts';
import type { Database } from '../../database/open.ts';
import { newId } from '../../ids.ts';
import { chunksOf } from '../../logs/chunks.ts';
import type { LogLine, MetricPoint } from '../../runs/feed.ts';
import type { TrainerEvent } from './events.ts';
import type { FilePosition, Reading } from './read.ts';

/** How far a run's files are stored, and the numbers of the last line and point. */
export type Position = FilePosition & Pick<Run, 'logSeq' | 'metricSeq'>;

/** What a reading became, numbered. */
export type Stored = { position: Position; lines: LogLine[]; points: MetricPoint[] };

/** The same bytes are stored already. */
class PositionMovedError extends Error {
  override name = 'PositionMovedError';
}

/**
 * Stores a reading and moves the run's position past it, both or neither, so that every line and point
 * is stored exactly once whatever ends when. `change` is what else changes in the run; `message` what it
 * says while it is at work.
 * @throws PositionMovedError when the run's position is not `from` any more
 */
export async function storeReading(
  { prisma, sql }: Database,
  {
    runId,
    from,
    reading,
    change,
    message,
  }: {
    runId: string;
    from: Position;
    reading: Reading;
    change: Prisma.RunUncheckedUpdateManyInput;
    message: string | null;
  },
): Promise<Stored> {
  const lines = numberedLines(reading.lines, { after: from.logSeq, at: new Date() });
  const points = numberedPoints(reading.events, from.metricSeq);
  const position = {
    ...reading.position,
    logSeq: lines.at(-1)?.seq ?? from.logSeq,
    metricSeq: points.at(-1)?.seq ?? from.metricSeq,
  };
  await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.run.updateMany({
      where: { id: runId, ...from },
      data: { ...position, ...reading.output, ...change },
    });
    if (count === 0) {
      throw new PositionMovedError(`The run ${runId} is stored further than was known here`);
    }
    if (message !== null) {
      await transaction.run.updateMany({
        where: { id: runId, status: 'RUNNING' },
        data: { message },
      });
    }
    if (lines.length > 0) {
      const chunks = chunksOf(lines).map((chunk) => ({ runId, ...chunk }));
      await transaction.logChunk.createMany({ data: chunks });
    }
    if (points.length > 0) {
      await sql.insertRows(transaction, 'Metric', rowsOf(runId, points));
    }
    for (const event of reading.events) {
      if (event.kind === 'checkpoint') await storeCheckpoint(transaction, runId, event);
    }
  });
  if (bytesBetween(from, position) > WORTH_FORGETTING) forgetParameters();
  return { position, lines, points };
}

const WORTH_FORGETTING = 65_536;

function bytesBetween(from: FilePosition, to: FilePosition): number {
  const total = ({ stdoutBytes, stderrBytes, eventsBytes }: FilePosition) =>
    stdoutBytes + stderrBytes + eventsBytes;
  return Number(total(to) - total(from));
}

/** Of two checkpoints of one step, the later holds. */
async function storeCheckpoint(
  transaction: Prisma.TransactionClient,
  runId: string,
  { step, path, size_bytes, lora, parameters, at }: Extract<TrainerEvent, { kind: 'checkpoint' }>,
) {
  const checkpoint = {
    path,
    sizeBytes: BigInt(size_bytes),
    isAdapter: lora,
    parameterCount: parameters == null ? null : BigInt(parameters),
    createdAt: at,
  };
  await transaction.checkpoint.upsert({
    where: { runId_step: { runId, step } },
    create: { id: newId(), runId, step, ...checkpoint },
    update: checkpoint,
  });
}

function numberedLines(
  lines: Record<LogStream, string[]>,
  { after, at }: { after: number; at: Date },
): LogLine[] {
  let seq = after;
  const numbered = (stream: LogStream) =>
    lines[stream].map((text) => {
      seq += 1;
      return { seq, stream, text, at };
    });
  return [...numbered('STDOUT'), ...numbered('STDERR')];
}

function numberedPoints(events: TrainerEvent[], after: number): MetricPoint[] {
  let seq = after;
  return events.flatMap((event) => {
    if (event.kind !== 'metric') return [];
    const { name, step, value, at } = event;
    seq += 1;
    return typeof value === 'number'
      ? { seq, name, step, value, text: null, at }
      : { seq, name, step, value: null, text: value, at };
  });
}

function rowsOf(runId: string, points: MetricPoint[]): Value[][] {
  return points.map(({ seq, name, step, value, text, at }) => [
    runId,
    seq,
    name,
    step,
    value,
    text,
    at,
  ]);
}
