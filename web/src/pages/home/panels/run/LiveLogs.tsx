import { A } from '@solidjs/router';
import { createSignal, For, onCleanup } from 'solid-js';
import { ask } from '../../../../graphql/ask.ts';
import { useConnection } from '../../../../graphql/connection/connection.ts';
import { follow } from '../../../../graphql/connection/follow.ts';
import { explainError, failureText } from '../../../../graphql/failure.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import type { HomeLogSubscription } from '../../../../graphql/generated/graphql.ts';
import { Alert } from '../../../../ui/Alert.tsx';
import css from './LiveLogs.module.css';

const HomeLogDocument = graphql(`
  subscription HomeLog($id: ID!, $after: Int!) {
    runLog(id: $id, after: $after) {
      lines {
        seq
        stream
        text
      }
      cursor
    }
  }
`);

const HomeLogLengthDocument = graphql(`
  query HomeLogLength($id: ID!) {
    run(id: $id) {
      id
      logLineCount
    }
  }
`);

type Line = HomeLogSubscription['runLog']['lines'][number];

const SHOWN = 200;
const AT_THE_END = 24;

/** The newest lines of a run as it prints them. It stays where one has scrolled to. */
export function LiveLogs(props: { id: string }) {
  const [lines, setLines] = createSignal<Line[]>([]);
  const [problem, setProblem] = createSignal('');
  let box: HTMLDivElement | undefined;
  const connection = useConnection();
  const reading = new AbortController();
  let stop = () => reading.abort();
  const start = async () => {
    const { run } = await ask(HomeLogLengthDocument, { id: props.id }, reading.signal);
    stop = followAfter(Math.max(0, (run?.logLineCount ?? 0) - SHOWN));
  };
  const followAfter = (after: number) =>
    follow(connection, {
      document: HomeLogDocument,
      id: props.id,
      after,
      onBatch({ runLog }) {
        const isFollowing =
          !box || box.scrollHeight - box.scrollTop - box.clientHeight < AT_THE_END;
        setLines((shown) => [...shown, ...runLog.lines].slice(-SHOWN));
        if (isFollowing && box) box.scrollTop = box.scrollHeight;
        return runLog.cursor;
      },
      onEnd: () => {},
      onError: (failure) => setProblem(failureText(failure)),
    });
  start().catch((error) => reading.signal.aborted || setProblem(failureText(explainError(error))));
  onCleanup(() => stop());
  return (
    <div class={css['live-logs']} data-testid="live-logs:container">
      <p>
        The newest lines. <A href={`/runs/${props.id}?tab=log`}>The whole log</A>
      </p>
      <Alert text={problem()} />
      <div
        ref={box}
        class={css['live-logs-lines']}
        data-testid="live-logs:content"
        role="log"
        aria-live="off"
        aria-label="Newest lines of the log"
        tabindex="0"
      >
        <For each={lines()} fallback={<p>Nothing is printed yet.</p>}>
          {(line) => (
            <div data-stream={line.stream} dir="auto">
              {line.text}
            </div>
          )}
        </For>
      </div>
    </div>
  );
}
