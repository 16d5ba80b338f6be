import type { Evidence, Finding } from '../evidence.ts';

export function checkDisk({ freeBytes, rows }: Evidence): Finding {
  const free = `${(freeBytes / 2 ** 30).toFixed(1)} GiB free`;
  if (freeBytes < rows.bytes)
    return { status: 'FAIL', message: `${free}, less than the dataset takes` };
  return freeBytes < LEAST_FREE_BYTES
    ? { status: 'WARN', message: `${free}, which checkpoints may fill` }
    : { status: 'PASS', message: free };
}

const LEAST_FREE_BYTES = 1_000_000_000;
