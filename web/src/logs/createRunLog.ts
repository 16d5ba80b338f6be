import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { ask } from '../graphql/ask.ts';
import { useConnection } from '../graphql/connection/connection.ts';
import { follow } from '../graphql/connection/follow.ts';
import { explainError, type Failure } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { throttle } from '../ui/throttle.ts';
import type { StoredLine } from './lines.ts';
import { createLogWindow, LINES_A_PAGE } from './window.ts';

const RunLogStartDocument = graphql(`
  query RunLogStart($id: ID!) {
    run(id: $id) {
      id
      logLineCount
    }
  }
`);

const RunLogPageDocument = graphql(`
  query RunLogPage($id: ID!, $after: Int!, $first: Int!) {
    run(id: $id) {
      id
      log(after: $after, first: $first) {
        lines {
          seq
          stream
          text
          at
        }
      }
    }
  }
`);

const RunLogFollowedDocument = graphql(`
  subscription RunLogFollowed($id: ID!, $after: Int!) {
    runLog(id: $id, after: $after) {
      lines {
        seq
        stream
        text
        at
      }
      cursor
    }
  }
`);

const REDRAW = 100;
const MOST_WAITING = 10_000;

export type RunLogSource = ReturnType<typeof createRunLog>;

/** The log of a run: its newest lines, what is printed meanwhile, and older lines when they are wanted. */
export function createRunLog(id: string, options: { startAt?: number | undefined }) {
  const connection = useConnection();
  const reading = new AbortController();
  const [state, setState] = createSignal<{ lines: StoredLine[]; total: number }>();
  const [failure, setFailure] = createSignal<Failure>();
  const [isReading, setReading] = createSignal(false);
  const [isFollowing, setFollowing] = createSignal(options.startAt === undefined);
  const lines = createLogWindow(async (after, first) => {
    const { run } = await ask(RunLogPageDocument, { id, after, first }, reading.signal);
    return run?.log.lines ?? [];
  });
  let waiting: StoredLine[] = [];
  let stop = () => {};

  const show = () => setState({ lines: lines.lines(), total: lines.total() });
  const take = throttle(() => {
    lines.append(waiting, { isFollowed: isFollowing() });
    waiting = [];
    show();
  }, REDRAW);

  /** Does what reads; one at a time, and says what went wrong. */
  const load = async (work: () => Promise<boolean>): Promise<void> => {
    setReading(true);
    setFailure(undefined);
    try {
      if (await work()) show();
    } catch (problem) {
      if (!reading.signal.aborted) setFailure(explainError(problem));
    } finally {
      setReading(false);
    }
  };

  const start = () =>
    load(async () => {
      const { run } = await ask(RunLogStartDocument, { id }, reading.signal);
      const count = run?.logLineCount ?? 0;
      const { startAt } = options;
      const isTail = startAt === undefined || startAt > count;
      if (!isTail) {
        lines.setTotal(count);
        await lines.goTo(startAt);
      }
      stop();
      stop = follow(connection, {
        document: RunLogFollowedDocument,
        id,
        after: isTail ? Math.max(0, count - LINES_A_PAGE) : count,
        onBatch({ runLog }) {
          waiting.push(...runLog.lines);
          if (waiting.length > 2 * MOST_WAITING) waiting = waiting.slice(-MOST_WAITING);
          take.call();
          return runLog.cursor;
        },
        onEnd: take.call,
        onError: setFailure,
      });
      return !isTail || count === 0;
    });

  start();
  onCleanup(connection.onReconnected(() => failure() !== undefined && start()));
  onCleanup(() => {
    reading.abort();
    stop();
    take.stop();
  });

  return {
    /** What is in memory, and how many lines there are; undefined until it is read. */
    state: state as Accessor<{ lines: StoredLine[]; total: number } | undefined>,
    failure,
    isReading,
    isFollowing,
    setFollowing,
    isAtEnd: lines.isAtEnd,
    loadOlder: () => load(lines.loadOlder),
    loadNewer: () => load(lines.loadNewer),
    goTo: (seq: number) => load(() => lines.goTo(seq)),
    goToEnd: () => load(lines.goToEnd),
    range: lines.range,
    retry: start,
  };
}
