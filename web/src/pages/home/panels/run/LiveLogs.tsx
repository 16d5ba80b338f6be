import { A } from '@solidjs/router';
import { createEffect, For, on } from 'solid-js';
import { failureText } from '../../../../graphql/failure.ts';
import { plainText } from '../../../../logs/ansi.ts';
import { createRunLog } from '../../../../logs/createRunLog.ts';
import { Alert } from '../../../../ui/Alert.tsx';
import css from './LiveLogs.module.css';

const SHOWN = 200;
const AT_THE_END = 24;

/** The newest lines of a run as it prints them. It stays where one has scrolled to. */
export function LiveLogs(props: { id: string }) {
  const log = createRunLog(props.id, {});
  const lines = () => log.state()?.lines.slice(-SHOWN) ?? [];
  const problem = () => {
    const failure = log.failure();
    return failure && failureText(failure);
  };
  let box: HTMLDivElement | undefined;
  let isAtEnd = true;
  createEffect(
    on(lines, () => {
      if (box && isAtEnd) box.scrollTop = box.scrollHeight;
    }),
  );
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
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isAtEnd = scrollHeight - scrollTop - clientHeight < AT_THE_END;
        }}
      >
        <For each={lines()} fallback={<p>Nothing is printed yet.</p>}>
          {(line) => (
            <div data-stream={line.stream} dir="auto">
              {plainText(line.text)}
            </div>
          )}
        </For>
      </div>
    </div>
  );
}
