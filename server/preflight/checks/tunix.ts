import type { Evidence, Finding } from '../evidence.ts';

export function checkTunix({ tunix }: Evidence): Finding {
  return { status: 'INFO', message: tunix.message };
}
