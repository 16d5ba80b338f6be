/** Something that is timed, and the processor time that has been spent on it so far, in milliseconds. */
export type Work = {
  once: (round: number) => Promise<unknown>;
  processorTime: () => number;
  /** What has to be done before it, and is not measured. */
  prepare?: () => Promise<unknown>;
};

/** What one round took, in milliseconds: by the clock, as the median, and of a core, as the mean. */
type Cost = { wall: number; core: number };

/** A work and its floor, measured in turn. */
export type Measured = { work: Cost; floor: Cost };

/** One line of the result: what was measured, and the goal that it is held against. */
export type Row = { name: string; figures: string; goal: string; isWithin: boolean };

/** Measures a work and its floor in turn, `block` rounds of each at a time, so that what else the
 * machine does falls on both; first as many to warm up as are measured. */
export async function compare(
  { rounds, block = 1 }: { rounds: number; block?: number },
  { work, floor }: { work: Work; floor: Work },
): Promise<Measured> {
  const measured = { work: createRecord(work), floor: createRecord(floor) };
  for (let start = 0; start < rounds * 2; start += block) {
    for (const record of [measured.floor, measured.work]) {
      await record.measure({ start, block, isKept: start >= rounds });
    }
  }
  return { work: measured.work.cost(), floor: measured.floor.cost() };
}

function createRecord({ once, processorTime, prepare }: Work) {
  const times: number[] = [];
  let core = 0;
  return {
    async measure({ start, block, isKept }: { start: number; block: number; isKept: boolean }) {
      await prepare?.();
      const before = processorTime();
      for (let round = start; round < start + block; round++) {
        const time = await timeWork(() => once(round));
        if (isKept) times.push(time);
      }
      if (isKept) core += processorTime() - before;
    },
    cost: (): Cost => ({ wall: median(times), core: core / times.length }),
  };
}

/** A work that is done in this process. */
export function inThisProcess(once: (round: number) => unknown): Work {
  return {
    once: async (round) => once(round),
    processorTime: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    },
  };
}

/** How long a work takes, in milliseconds. */
export async function timeWork(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The median time of a work, in milliseconds, after as many rounds to warm up as are measured. */
export async function medianOf(
  rounds: number,
  work: (round: number) => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds * 2; round++) {
    const time = await timeWork(() => work(round));
    if (round >= rounds) times.push(time);
  }
  return median(times);
}

/** Holds a work against its floor, by the clock and by the time that it had a core; both must be within. */
export function ratio(name: string, { work, floor }: Measured, goal: number): Row {
  const wall = work.wall / floor.wall;
  const core = work.core / floor.core;
  const part = (label: string, mine: number, least: number) =>
    `${`${(mine / least).toFixed(2)} ×`.padStart(8)} ${label} (${milliseconds(mine)} / ${milliseconds(least)})`;
  return {
    name,
    figures: `${part('time', work.wall, floor.wall)}  ${part('core', work.core, floor.core)}`,
    goal: `≤ ${goal} ×`,
    isWithin: wall <= goal && !(core > goal),
  };
}

export function atMost(name: string, value: number, goal: number, unit: string): Row {
  return { name, figures: figure(value, unit), goal: `≤ ${goal} ${unit}`, isWithin: value <= goal };
}

export function atLeast(name: string, value: number, goal: number, unit: string): Row {
  return { name, figures: figure(value, unit), goal: `≥ ${goal} ${unit}`, isWithin: value >= goal };
}

function figure(value: number, unit: string): string {
  const rounded = value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
  return `${rounded.toLocaleString('en')} ${unit}`.padStart(8);
}

function milliseconds(value: number): string {
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ms`;
}

function median(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
