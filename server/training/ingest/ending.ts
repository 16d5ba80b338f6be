import { openFile } from '../../files/open.ts';
import { parseEvent, type TrainerEvent } from './events.ts';

export type EndingEvent = Extract<TrainerEvent, { kind: 'done' | 'cancelled' | 'failed' }>;

const LOOKED_THROUGH = 65_536;

/** The last word of a trainer at the end of its events; null when it left none. */
export async function findEnding(eventsPath: string): Promise<EndingEvent | null> {
  const file = await openFile(eventsPath).catch(() => null);
  if (!file) return null;
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, LOOKED_THROUGH));
    await file.read(bytes, 0, bytes.length, size - bytes.length);
    const events = bytes.toString().split('\n').map(parseEvent);
    return events.findLast(isEnding) ?? null;
  } finally {
    await file.close();
  }
}

function isEnding(event: TrainerEvent | null): event is EndingEvent {
  return event?.kind === 'done' || event?.kind === 'cancelled' || event?.kind === 'failed';
}
