export type BaselineScore = {
  score: number;
  details: {
    step_count: number;
    avg_step_length: number;
    total_chars: number;
    step_score: number;
    length_score: number;
  };
};

/** Scores a trace by how many steps it has and how long they are: 0 to 100, half for ten steps or more,
 * half for 500 code points a step or more. `round2(min(n / 10, 1) * 50 + min(a / 500, 1) * 50)` with n
 * steps of average length a, which is 0 of none; the sum is rounded, not its parts. */
export function baselineScore({
  stepCount,
  stepChars,
}: {
  stepCount: number;
  stepChars: number;
}): BaselineScore {
  const averageLength = stepCount === 0 ? 0 : stepChars / stepCount;
  const stepScore = Math.min(stepCount / 10, 1) * 50;
  const lengthScore = Math.min(averageLength / 500, 1) * 50;
  return {
    score: round2(stepScore + lengthScore),
    details: {
      step_count: stepCount,
      avg_step_length: round2(averageLength),
      total_chars: stepChars,
      step_score: round2(stepScore),
      length_score: round2(lengthScore),
    },
  };
}

/** Rounds to two decimals as Python's `round(x, 2)`: the exact value of the double decides, and only an
 * exact tie goes to the even digit. `toFixed` is exact too, but takes ties upwards. */
export function round2(value: number): number {
  const eighths = value * 8;
  const isTie = Number.isInteger(eighths) && eighths % 2 !== 0;
  if (!isTie) return Number(value.toFixed(2));
  const below = Math.floor(value * 100);
  return (below % 2 === 0 ? below : below + 1) / 100;
}
