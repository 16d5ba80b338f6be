import type { Run } from '../../../prisma/generated/sqlite/client.ts';
import type { LogStream } from '../../../prisma/generated/sqlite/enums.ts';
import type { RunFolder } from '../../home/layout.ts';
import { outputTail } from '../../logs/outputTail.ts';
import { parseSample, type SampleLine } from '../../samples/line.ts';
import { parseEvent, type TrainerEvent } from './events.ts';
import { createTail, type Tail } from './tail.ts';

export type FilePosition = Pick<
  Run,
  'stdoutBytes' | 'stderrBytes' | 'eventsBytes' | 'samplesBytes'
>;

export type ReadOutput = {
  lines: Record<LogStream, string[]>;
  events: TrainerEvent[];
  samples: SampleLine[];
  /** The last of each output that has new lines. */
  output: Partial<Pick<Run, 'stdout' | 'stderr'>>;
  position: FilePosition;
  /** Whether the files hold no more by now. */
  isAtEnd: boolean;
};

export function createReader(folder: RunFolder, from: FilePosition) {
  const stdout = createTail(folder.stdout, Number(from.stdoutBytes));
  const stderr = createTail(folder.stderr, Number(from.stderrBytes));
  const events = createTail(folder.events, Number(from.eventsBytes));
  const samples = createTail(folder.samples, Number(from.samplesBytes));

  async function reading(
    take: (tail: Tail) => Promise<{ lines: string[]; isAtEnd: boolean }>,
  ): Promise<ReadOutput> {
    const [out, error, told] = [await take(stdout), await take(stderr), await take(events)];
    const drawn = await take(samples);
    return {
      lines: { STDOUT: out.lines, STDERR: error.lines },
      events: told.lines.flatMap((line) => parseEvent(line) ?? []),
      samples: drawn.lines.flatMap((line) => parseSample(line) ?? []),
      output: {
        ...(await tailOf('stdout', { path: folder.stdout, tail: stdout, lines: out.lines })),
        ...(await tailOf('stderr', { path: folder.stderr, tail: stderr, lines: error.lines })),
      },
      position: {
        stdoutBytes: BigInt(stdout.offset()),
        stderrBytes: BigInt(stderr.offset()),
        eventsBytes: BigInt(events.offset()),
        samplesBytes: BigInt(samples.offset()),
      },
      isAtEnd: out.isAtEnd && error.isAtEnd && told.isAtEnd && drawn.isAtEnd,
    };
  }

  return {
    next: () => reading((tail) => tail.read()),
    /** Lines that have no end, when nothing more comes. */
    rest: () => reading(async (tail) => ({ lines: tail.end(), isAtEnd: true })),
  };
}

/** The last of an output that has new lines; nothing where the file is gone since they were read. */
async function tailOf(
  name: 'stdout' | 'stderr',
  { path, tail, lines }: { path: string; tail: Tail; lines: string[] },
): Promise<ReadOutput['output']> {
  const text = lines.length > 0 ? await outputTail(path, tail.offset()) : null;
  return text === null ? {} : { [name]: text };
}

export function isEmpty({ lines, events, samples }: ReadOutput): boolean {
  return [lines.STDOUT, lines.STDERR, events, samples].every(({ length }) => length === 0);
}
