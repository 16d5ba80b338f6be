import { A } from '@solidjs/router';
import { createResource, For, Show } from 'solid-js';
import { ask } from '../graphql/ask.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { ReadProblem } from '../graphql/ReadProblem.tsx';
import { numberText } from '../ui/format/number.ts';
import { plainText } from './ansi.ts';
import { causeIn } from './cause.ts';
import './RunCause.css';

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
  const problem = () => (cause.error instanceof Error ? cause.error.message : undefined);
  const shown = () => (cause.state === 'ready' ? cause().lines : []);
  const title = () =>
    cause.state === 'ready' && cause().namesError
      ? 'What it printed around the error'
      : 'What it printed last';
  return (
    <section class="run-cause" aria-labelledby="cause-title" data-testid="run-cause">
      <h2 id="cause-title">{title()}</h2>
      <ReadProblem message={problem()} retry={refetch} />
      <Show
        when={shown().length > 0}
        fallback={
          <Show when={!problem() && !cause.loading}>
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
