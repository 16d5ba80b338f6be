import type { LogStream } from '../../../prisma/generated/sqlite/enums.ts';
import type { Database } from '../../database/open.ts';
import { newId } from '../../ids.ts';
import type { LogLine, MetricPoint } from '../feed.ts';
import { CHUNK_LINES } from '../log/page.ts';
import type { TrainerEvent } from './events.ts';

/** How far a run's files are stored. */
export type Position = {
  stdoutBytes: bigint;
  stderrBytes: bigint;
  eventsBytes: bigint;
  logSeq: number;
  metricSeq: number;
};

/** What was read of a run's files since its position. */
export type Reading = {
  lines: Record<LogStream, string[]>;
  events: TrainerEvent[];
  position: Pick<Position, 'stdoutBytes' | 'stderrBytes' | 'eventsBytes'>;
};

/** What a reading became, numbered. */
export type Stored = { position: Position; lines: LogLine[]; points: MetricPoint[] };

/** Another server stored the same bytes first. */
export class PositionMovedError extends Error {
  override name = 'PositionMovedError';
}

/**
 * Stores a reading and moves the run's position past it, both or neither, so that every line and point
 * is stored exactly once whatever ends when.
 * @throws PositionMovedError when the run's position is not `from` any more
 */
export async function storeReading(
  { prisma, sql }: Database,
  { runId, from, reading, more }: { runId: string; from: Position; reading: Reading; more: object },
): Promise<Stored> {
  const at = new Date();
  const lines = numberedLines(reading.lines, { after: from.logSeq, at });
  const points = numberedPoints(reading.events, from.metricSeq);
  const position = {
    ...reading.position,
    logSeq: lines.at(-1)?.seq ?? from.logSeq,
    metricSeq: points.at(-1)?.seq ?? from.metricSeq,
  };
  await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.run.updateMany({
      where: { id: runId, ...from },
      data: { ...position, ...progressOf(reading.events), ...more },
    });
    if (count === 0)
      throw new PositionMovedError(`The run ${runId} is followed by another server too`);
    const chunks = chunksOf(lines);
    if (chunks.length > 0) {
      await transaction.logChunk.createMany({
        data: chunks.map((chunk) => ({ runId, at, ...chunk })),
      });
    }
    if (points.length > 0) {
      const rows = points.map(({ seq, name, step, value, text, at: when }) => [
        runId,
        seq,
        name,
        step,
        value,
        text,
        sqlTime(when),
      ]);
      await transaction.$executeRaw(sql.insertMetrics(JSON.stringify(rows)));
    }
    for (const event of reading.events) {
      if (event.kind !== 'checkpoint') continue;
      const checkpoint = {
        path: event.path,
        sizeBytes: BigInt(event.size_bytes),
        isAdapter: event.lora,
        parameterCount: event.parameters == null ? null : BigInt(event.parameters),
        createdAt: event.at,
      };
      await transaction.checkpoint.upsert({
        where: { runId_step: { runId, step: event.step } },
        create: { id: newId(), runId, step: event.step, ...checkpoint },
        update: checkpoint,
      });
    }
  });
  return { position, lines, points };
}

function numberedLines(
  { STDOUT, STDERR }: Record<LogStream, string[]>,
  { after, at }: { after: number; at: Date },
): LogLine[] {
  const streams = [
    ...STDOUT.map((text) => ({ stream: 'STDOUT' as const, text })),
    ...STDERR.map((text) => ({ stream: 'STDERR' as const, text })),
  ];
  return streams.map((line, index) => ({ seq: after + index + 1, ...line, at }));
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

/** Neighbouring lines of one stream as rows. */
function chunksOf(lines: LogLine[]) {
  const chunks: { firstSeq: number; lastSeq: number; stream: LogStream; text: string }[] = [];
  for (let start = 0; start < lines.length; ) {
    const [first] = lines.slice(start, start + 1);
    if (!first) break;
    let end = start + 1;
    while (end < lines.length && end - start < CHUNK_LINES && lines[end]?.stream === first.stream)
      end += 1;
    const part = lines.slice(start, end);
    chunks.push({
      firstSeq: first.seq,
      lastSeq: first.seq + part.length - 1,
      stream: first.stream,
      text: part.map(({ text }) => text).join('\n'),
    });
    start = end;
  }
  return chunks;
}

/** What events change in the run itself. */
function progressOf(events: TrainerEvent[]) {
  const change: { step?: number; plannedSteps?: number; lastStepAt?: Date; message?: string } = {};
  for (const event of events) {
    if (event.kind === 'plan') change.plannedSteps = event.max_steps;
    if (event.kind === 'phase') change.message = `At work: ${event.name}`;
    if (event.kind === 'resumed') change.step = event.step;
    if (event.kind === 'progress') {
      change.step = event.step;
      change.lastStepAt = event.at;
      change.message = `At step ${event.step}${event.max_steps == null ? '' : ` of ${event.max_steps}`}`;
    }
  }
  return change;
}

function sqlTime(moment: Date): string {
  return moment.toISOString().replace('Z', '+00:00');
}
