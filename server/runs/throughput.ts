import type { Prisma } from '../../prisma/generated/sqlite/client.ts';
import type { ACTIVITIES } from './activities.ts';

/** Where the time of a training's last process went. */
export type Throughput = {
  /** Real tokens of the steps done, and all that were computed. */
  tokens: number;
  computedTokens: number;
  seconds: Partial<Record<(typeof ACTIVITIES)[number], number>>;
  /** From the start of the process to its first step; null before it. */
  firstStepSeconds: number | null;
  peakMemoryBytes: number | null;
};

/** The throughput of a run from its column, which holds what its trainer told. */
export function storedThroughput({
  throughput,
}: {
  throughput: Prisma.JsonValue;
}): Throughput | null {
  return throughput as Throughput | null;
}

/** Real tokens for each second in steps; null before there is one. */
export function tokensPerSecond({ tokens, seconds }: Throughput): number | null {
  return seconds.step ? tokens / seconds.step : null;
}
