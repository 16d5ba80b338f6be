import { createQuery } from '@urql/solid';
import { createSignal, For, Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { Field } from '../../ui/Field.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Time } from '../../ui/Time.tsx';
import { preview } from '../preview.ts';
import css from './ChooseOther.module.css';

const PromptDocument = graphql(`
  query ComparedPrompt($id: ID!) {
    trace(id: $id) {
      id
      prompt
    }
  }
`);

const SamePromptDocument = graphql(`
  query SamePrompt($filter: TraceFilter) {
    traces(first: 20, filter: $filter) {
      edges {
        node {
          id
          prompt
          finalAnswer
          createdAt
        }
      }
    }
  }
`);

// What a search takes.
const LONGEST_SEARCH = 1_000;

/** Asks which traces to compare; those that answer the same prompt come first to mind. */
export function ChooseOther(props: {
  base: string | undefined;
  choose: (base: string, other: string) => void;
}) {
  const base = createFreshQuery({
    query: PromptDocument,
    variables: () => ({ id: props.base ?? '' }),
    pause: () => !props.base,
  });
  const prompt = () => base.data()?.trace?.prompt;
  const [like] = createQuery({
    query: SamePromptDocument,
    variables: () => ({
      filter: { search: [...(prompt() ?? '')].slice(0, LONGEST_SEARCH).join('') },
    }),
    pause: () => !prompt(),
  });
  const others = () =>
    (prompt() ? (like.data?.traces.edges ?? []) : [])
      .map(({ node }) => node)
      .filter((node) => node.id !== props.base && node.prompt === prompt());
  const [first, setFirst] = createSignal('');
  const [second, setSecond] = createSignal('');
  return (
    <div class={css['choose-other']}>
      <Show when={props.base}>
        <Loaded query={base} skeleton={<Skeleton width="40ch" />}>
          {(data) => (
            <Show when={data().trace}>
              {(trace) => (
                <p class={css['choose-prompt']} dir="auto">
                  Compare “{preview(trace().prompt, 200)}” with:
                </p>
              )}
            </Show>
          )}
        </Loaded>
      </Show>
      <Show when={others().length > 0}>
        <section aria-labelledby="same-title">
          <h2 id="same-title">Traces of the same prompt</h2>
          <ul>
            <For each={others()}>
              {(trace) => (
                <li>
                  <a dir="auto" href={`/traces/compare?base=${props.base}&other=${trace.id}`}>
                    {preview(trace.finalAnswer, 120)}
                  </a>
                  <Time at={trace.createdAt} />
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <Show when={prompt() && others().length === 0}>
        <p role="status">
          {like.fetching ? 'Looking for traces of this prompt…' : 'No other trace has this prompt.'}
        </p>
      </Show>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.choose(props.base || first().trim(), second().trim());
        }}
      >
        <Show when={!props.base}>
          <Field label="Id of the base">
            {(control) => (
              <input
                {...control}
                required
                value={first()}
                onInput={(event) => setFirst(event.currentTarget.value)}
              />
            )}
          </Field>
        </Show>
        <Field label="Id of the other" hint="Or select two traces in the list.">
          {(control) => (
            <input
              {...control}
              required
              value={second()}
              onInput={(event) => setSecond(event.currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit" data-look="primary">
          Compare
        </button>
      </form>
    </div>
  );
}
