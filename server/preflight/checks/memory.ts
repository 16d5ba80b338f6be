import { totalmem } from 'node:os';
import type { Evidence, Finding } from '../evidence.ts';

/** What training holds in memory, and what it is made of. */
export function checkMemory({ memory }: Evidence): Finding {
  if (!memory) {
    const message = 'What the model takes is not known before it is here';
    return { status: 'INFO', message };
  }
  const { isOnCpu, total, ...parts } = memory;
  const made = Object.entries(parts).map(([name, bytes]) => `${name} ${sizeText(bytes)}`);
  const message = `About ${sizeText(total)} in all: ${made.join(', ')}`;
  return isOnCpu && total > totalmem()
    ? {
        status: 'WARN',
        message: `${message}. This machine has ${sizeText(totalmem())}: lower batch_size or max_seq_length, compute more again (remat), or use lora`,
      }
    : { status: 'INFO', message };
}

function sizeText(bytes: number): string {
  const [unit, size] = bytes < 2 ** 30 ? ['MiB', 2 ** 20] : ['GiB', 2 ** 30];
  return `${(bytes / Number(size)).toFixed(unit === 'GiB' ? 1 : 0)} ${unit}`;
}
