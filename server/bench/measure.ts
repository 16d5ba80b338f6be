/** One row of the result: what was measured, and the budget that it is held against. */
export type Row = { name: string; budget: string; value: string; isWithin: boolean };

/** The median time of a work, in milliseconds, after as many rounds to warm up as are measured. */
export async function median(
  rounds: number,
  work: (round: number) => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds * 2; round++) {
    const start = performance.now();
    await work(round);
    if (round >= rounds) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** How long a work takes, in milliseconds. */
export async function once(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function atMost(name: string, value: number, budget: number, unit: string): Row {
  return {
    name,
    budget: `≤ ${budget} ${unit}`,
    value: `${round(value)} ${unit}`,
    isWithin: value <= budget,
  };
}

export function atLeast(name: string, value: number, budget: number, unit: string): Row {
  return {
    name,
    budget: `≥ ${budget} ${unit}`,
    value: `${round(value)} ${unit}`,
    isWithin: value >= budget,
  };
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
