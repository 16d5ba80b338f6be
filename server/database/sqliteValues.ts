const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

export function toBindable(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00');
  return value instanceof ArrayBuffer ? Buffer.from(value) : value;
}

/** A row whose integers came as `bigint`, with numbers instead where they are exact. */
export function withNumbers(row: unknown[]): unknown[] {
  for (let index = 0; index < row.length; index++) {
    const value = row[index];
    if (typeof value === 'bigint' && value >= -MAX_SAFE && value <= MAX_SAFE) {
      row[index] = Number(value);
    }
  }
  return row;
}
