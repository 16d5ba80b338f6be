import { A } from '@solidjs/router';
import { createResource, For, Show } from 'solid-js';
import { ask } from '../graphql/ask.ts';
import { explainError } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Problem } from '../graphql/Problem.tsx';
import { numberText } from '../ui/format/number.ts';
import { plainText } from './ansi.ts';
import { causeIn } from './cause.ts';
import css from './RunCause.module.css';

const RunCauseDocument = graphql(`
  query RunCause($id: ID!, $after: Int!, $first: Int!) {
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

const READ = 200;

/** What a training printed around the error that ended it. */
export function RunCause(props: { runId: string; lineCount: number }) {
  const [cause, { refetch }] = createResource(
    () => ({ id: props.runId, after: Math.max(0, props.lineCount - READ), first: READ }),
    async (page) => causeIn((await ask(RunCauseDocument, page)).run?.log.lines ?? []),
  );
  const failure = () => (cause.error ? explainError(cause.error) : undefined);
  const shown = () => (cause.state === 'ready' ? cause().lines : []);
  const title = () =>
    cause.state === 'ready' && cause().namesError
      ? 'What it printed around the error'
      : 'What it printed last';
  return (
    <section class={css['run-cause']} aria-labelledby="cause-title" data-testid="run-cause">
      <h2 id="cause-title">{title()}</h2>
      <Problem failure={failure()} retry={refetch} />
      <Show
        when={shown().length > 0}
        fallback={
          <Show when={!failure() && !cause.loading}>
            <p class="faint">It printed nothing; the message above is all that is known.</p>
          </Show>
        }
      >
        <ol>
          <For each={shown()}>
            {({ seq, stream, text }) => (
              <li data-stream={stream}>
                <A
                  href={`/runs/${props.runId}?tab=log#L${seq}`}
                  aria-label={`Line ${numberText(seq)} in the log`}
                >
                  {numberText(seq)}
                </A>
                <code dir="auto">{plainText(text)}</code>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  );
}
