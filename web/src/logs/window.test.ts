import { describe, expect, it } from 'vitest';
import type { StoredLine } from './lines.ts';
import { createLogWindow } from './window.ts';

describe('A window on a log', () => {
  it('takes what is new once, in order', () => {
    const log = open({ stored: 0 });
    log.append(numbered(1, 3), FOLLOWED);
    log.append(numbered(2, 5), FOLLOWED);
    expect(seqs(log)).toEqual([1, 2, 3, 4, 5]);
  });

  it('forgets the oldest lines while the newest are watched', () => {
    const log = open({ stored: 0, keptLines: 4 });
    log.append(numbered(1, 9), FOLLOWED);
    expect(seqs(log)).toEqual([6, 7, 8, 9]);
  });

  it('keeps what is being read, and counts what comes', () => {
    const log = open({ stored: 0, keptLines: 4 });
    log.append(numbered(1, 4), FOLLOWED);
    log.append(numbered(5, 9), { isFollowed: false });
    expect(seqs(log)).toEqual([1, 2, 3, 4]);
    expect([log.total(), log.isAtEnd()]).toEqual([9, false]);
    log.append(numbered(10, 11), FOLLOWED);
    expect(seqs(log)).toEqual([1, 2, 3, 4]);
  });

  it('keeps few lines when they are long', () => {
    const log = open({ stored: 0, keptChars: 10 });
    log.append(
      numbered(1, 3).map((line) => ({ ...line, text: 'xxxxxx' })),
      FOLLOWED,
    );
    expect(seqs(log)).toEqual([3]);
  });

  it('reads backwards to the beginning, however little the server answers at once', async () => {
    const log = open({ stored: 2_500, most: 300 });
    await log.goToEnd();
    expect([log.first(), log.last()]).toEqual([1_501, 2_500]);
    await log.loadOlder();
    await log.loadOlder();
    expect([log.first(), log.last(), log.lines().length]).toEqual([1, 2_500, 2_500]);
    expect(await log.loadOlder()).toBe(false);
  });

  it('drops the newest when it reads backwards too far, and reads them again', async () => {
    const log = open({ stored: 5_000, keptLines: 1_500 });
    await log.goToEnd();
    await log.loadOlder();
    expect([log.first(), log.last(), log.isAtEnd()]).toEqual([3_001, 4_500, false]);
    await log.loadNewer();
    expect([log.first(), log.last(), log.isAtEnd()]).toEqual([3_501, 5_000, true]);
  });

  it('goes to a line anywhere', async () => {
    const log = open({ stored: 200_000 });
    await log.goTo(1_234);
    expect([log.first(), log.last()]).toEqual([734, 1_734]);
    await log.goTo(3);
    expect(log.first()).toBe(1);
  });

  it('goes where it was asked to last', async () => {
    const log = open({ stored: 5_000 });
    await Promise.all([log.goTo(1_000), log.goTo(4_000)]);
    expect(log.first()).toBe(3_500);
  });
});

const FOLLOWED = { isFollowed: true };

function open({
  stored,
  most = 1_000,
  ...kept
}: {
  stored: number;
  most?: number;
  keptLines?: number;
  keptChars?: number;
}) {
  const log = createLogWindow(
    async (after, first) => numbered(after + 1, Math.min(stored, after + Math.min(first, most))),
    kept,
  );
  log.setTotal(stored);
  return log;
}

function numbered(from: number, to: number): StoredLine[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
    seq: from + index,
    stream: 'STDOUT',
    text: `line ${from + index}`,
    at: '',
  }));
}

const seqs = (log: { lines: () => StoredLine[] }) => log.lines().map(({ seq }) => seq);
