import { createSignal, For, Index, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { JudgeInput } from '../graphql/generated/graphql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { Alert } from '../ui/Alert.tsx';
import { Field } from '../ui/Field.tsx';
import { numberText } from '../ui/format/number.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import type { createJudgePreview } from './createJudgePreview.ts';
import { JudgementView } from './JudgementView.tsx';
import css from './JudgePreview.module.css';

const TryJudgeDocument = graphql(`
  mutation TryJudge($input: JudgeInput!, $traceId: ID!) {
    outcome: tryJudge(input: $input, traceId: $traceId) {
      __typename
      ...Judgement
      ... on Error {
        message
      }
    }
  }
`);

/** The prompts as they would be sent about a trace, and a try of them. */
export function JudgePreview(props: {
  input: JudgeInput | undefined;
  preview: ReturnType<typeof createJudgePreview>;
}) {
  const traces = () => props.preview.traces();
  const chosen = () => props.preview.traceId() ?? '';
  const trying = createMutation();
  const [tried, setTried] = createSignal<{ question: string; judgement: Tried }>();
  const question = () => JSON.stringify([props.input, chosen()]);
  const attempt = async () => {
    if (!props.input) return;
    const asked = question();
    const judgement = await trying.mutate(TryJudgeDocument, {
      input: props.input,
      traceId: chosen(),
    });
    if (judgement) setTried({ question: asked, judgement });
  };
  const status = () => props.preview.status();
  return (
    <section class={`page-part ${css['preview']}`} aria-labelledby="preview-title">
      <h2 id="preview-title">What it is asked about a trace</h2>
      <Loaded query={props.preview.query} skeleton={<Skeleton width="30ch" />}>
        {() => (
          <Show
            when={traces().length > 0}
            fallback={<p class="faint">Import a trace to see the prompt filled with it.</p>}
          >
            <Field label="Trace" hint="One of the newest">
              {(control) => (
                <select
                  {...control}
                  value={chosen()}
                  onChange={(event) => props.preview.choose(event.currentTarget.value)}
                >
                  <Show when={!traces().some(({ id }) => id === chosen())}>
                    <option value={chosen()}>{chosen()}</option>
                  </Show>
                  <For each={traces()}>
                    {(trace) => (
                      <option value={trace.id}>
                        {trace.promptStart.slice(0, 80) || '(blank)'}
                      </option>
                    )}
                  </For>
                </select>
              )}
            </Field>
            <Show
              when={props.preview.shown()}
              fallback={
                <Show when={props.preview.isAwaited()}>
                  <Skeleton width="40ch" />
                </Show>
              }
            >
              {(preview) => (
                <div
                  class={css['preview-messages']}
                  data-old={props.preview.isOld()}
                  data-testid="preview"
                >
                  <Index each={preview().messages}>
                    {(message) => (
                      <figure>
                        <figcaption>{message().role}</figcaption>
                        <pre dir="auto" tabindex="0">
                          {message().content}
                        </pre>
                      </figure>
                    )}
                  </Index>
                  <p class="faint">
                    about {numberText(preview().promptTokens)} tokens, an estimate: a quarter of its
                    characters
                  </p>
                </div>
              )}
            </Show>
            <p>
              <button
                type="button"
                onClick={attempt}
                disabled={trying.isPending() || !props.input || !status()?.available}
              >
                {trying.isPending() ? 'Asking…' : 'Try it on this trace'}
              </button>
            </p>
            <Show when={status() && !status()?.available}>
              <p class="faint">{status()?.message}</p>
            </Show>
            <Show when={trying.failure()}>
              {(failure) => <Alert text={failureText(failure())} />}
            </Show>
            <Show when={tried()}>
              {(last) => (
                <>
                  <Show when={last().question !== question()}>
                    <p class="faint">Of before the last change:</p>
                  </Show>
                  <JudgementView judgement={last().judgement} />
                </>
              )}
            </Show>
          </Show>
        )}
      </Loaded>
    </section>
  );
}

type Tried = Parameters<typeof JudgementView>[0]['judgement'];
