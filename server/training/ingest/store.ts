import type { Prisma, Run } from '../../../prisma/generated/sqlite/client.ts';
import { type SavedCheckpoint, storeCheckpoints } from '../../checkpoints/store.ts';
import { forgetParameters } from '../../database/forget.ts';
import type { Database } from '../../database/open.ts';
import { type Asked, isAsked } from '../../evaluations/asked.ts';
import { countSamples, type EvaluationEvent, storeEvaluations } from '../../evaluations/ingest.ts';
import { numberLines, storeLines } from '../../logs/store.ts';
import { type Measurement, numberPoints, storePoints } from '../../metrics/store.ts';
import type { LogLine, MetricPoint, RunSample } from '../../runs/feed.ts';
import { chooseNew } from '../../samples/chooseNew.ts';
import { numberSamples, storeSamples } from '../../samples/store.ts';
import type { TrainerEvent } from './events.ts';
import type { FilePosition, ReadOutput } from './read.ts';

/** How far a run's files are stored, and the numbers of the last line, point and sample. */
export type Position = FilePosition & Pick<Run, 'logSeq' | 'metricSeq' | 'sampleSeq'>;

export type Stored = {
  position: Position;
  lines: LogLine[];
  points: MetricPoint[];
  samples: RunSample[];
};

/** The same bytes are stored already. */
class PositionMovedError extends Error {
  override name = 'PositionMovedError';
}

/** Stores a reading and moves the run's position past it, both or neither, so that all is stored exactly once; of an
 * evaluation what was asked for alone.
 * @throws PositionMovedError when the run's position is not `from` any more */
export async function storeReading(
  database: Database,
  {
    runId,
    asked,
    from,
    reading,
    change,
    message,
  }: {
    runId: string;
    asked: Asked | null;
    from: Position;
    reading: ReadOutput;
    change: Prisma.RunUncheckedUpdateManyInput;
    message: string | null;
  },
): Promise<Stored> {
  const lines = numberLines(reading.lines, { after: from.logSeq, at: new Date() });
  const points = numberPoints(reading.events.flatMap(measurementOf), from.metricSeq);
  const drawn = asked ? reading.samples.filter((sample) => isAsked(asked, sample)) : [];
  const samples = numberSamples(
    await chooseNew(database, { runId, samples: drawn }),
    from.sampleSeq,
  );
  const evaluations = reading.events
    .flatMap(evaluationEvent)
    .filter(({ step }) => asked?.steps.has(step));
  const position = {
    ...reading.position,
    logSeq: lines.at(-1)?.seq ?? from.logSeq,
    metricSeq: points.at(-1)?.seq ?? from.metricSeq,
    sampleSeq: samples.at(-1)?.seq ?? from.sampleSeq,
  };
  await database.prisma.$transaction(async (transaction) => {
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
    await storeLines(transaction, runId, lines);
    await storePoints(transaction, database, { runId, points });
    await storeCheckpoints(transaction, runId, reading.events.flatMap(checkpointOf));
    await storeEvaluations(transaction, runId, evaluations);
    await storeSamples(transaction, database, { runId, samples });
    await countSamples(transaction, runId, samples);
  });
  if (bytesBetween(from, position) > WORTH_FORGETTING) forgetParameters();
  return { position, lines, points, samples };
}

const WORTH_FORGETTING = 65_536;

function bytesBetween(from: FilePosition, to: FilePosition): number {
  const total = ({ stdoutBytes, stderrBytes, eventsBytes, samplesBytes }: FilePosition) =>
    stdoutBytes + stderrBytes + eventsBytes + samplesBytes;
  return Number(total(to) - total(from));
}

function measurementOf(event: TrainerEvent): Measurement | [] {
  return event.kind === 'metric' ? event : [];
}

function evaluationEvent(event: TrainerEvent): EvaluationEvent | [] {
  return event.kind === 'evaluating' || event.kind === 'evaluated' ? event : [];
}

function checkpointOf(event: TrainerEvent): SavedCheckpoint | [] {
  if (event.kind !== 'checkpoint') return [];
  const { step, path, size_bytes, lora, parameters, at } = event;
  return {
    step,
    path,
    sizeBytes: BigInt(size_bytes),
    isAdapter: lora,
    parameterCount: parameters == null ? null : BigInt(parameters),
    createdAt: at,
  };
}
