import { createEffect, For, on, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { ReviewedTraceFragment } from '../graphql/generated/graphql.ts';
import { Passage } from '../traces/detail/Passage.tsx';
import css from './ItemText.module.css';

graphql(`
  fragment ReviewedTrace on Trace {
    id
    prompt
    finalAnswer
    expectedAnswer
    context {
      role
      content
    }
    steps {
      i
      type
      content
    }
  }
`);

const SIDES = ['left', 'right'] as const;

/** What is judged: a trace, with the step if one is meant, or two side by side. It tells nothing of where they come from. */
export function ItemText(props: { traces: ReviewedTraceFragment[]; step: number | null }) {
  const first = () => props.traces[0];
  return (
    <Show when={first()}>
      {(trace) => (
        <div class={css['item-text']}>
          <For each={trace().context}>
            {(turn, index) => (
              <Passage
                id={`turn-${index()}`}
                title={turn.role.toLowerCase()}
                text={turn.content}
                isFoldable
                isLinked={false}
              />
            )}
          </For>
          <Passage id="prompt" title="Prompt" text={trace().prompt} isFoldable isLinked={false} />
          <Show
            when={props.traces.length > 1}
            fallback={<Reasoning trace={trace()} prefix="" step={props.step} />}
          >
            <div class={css['item-pair']}>
              <For each={props.traces}>
                {(each, index) => (
                  <section aria-label={`The ${SIDES[index()]} one`}>
                    <h2>{index() === 0 ? 'Left' : 'Right'}</h2>
                    <Reasoning trace={each} prefix={`${SIDES[index()]}-`} step={null} />
                  </section>
                )}
              </For>
            </div>
          </Show>
          <Show when={trace().expectedAnswer}>
            {(text) => (
              <Passage
                id="expected-answer"
                title="Expected answer"
                text={text()}
                isLinked={false}
              />
            )}
          </Show>
        </div>
      )}
    </Show>
  );
}

/** Steps and answer; the step that is judged is brought into view. */
function Reasoning(props: { trace: ReviewedTraceFragment; prefix: string; step: number | null }) {
  createEffect(
    on(
      () => [props.trace.id, props.step] as const,
      ([, step]) => {
        if (step === null) return;
        const id = `${props.prefix}step-${step}`;
        queueMicrotask(() => document.getElementById(id)?.scrollIntoView({ block: 'nearest' }));
      },
    ),
  );
  return (
    <>
      <ol>
        <For each={props.trace.steps}>
          {(step, index) => (
            <li>
              <Passage
                id={`${props.prefix}step-${index()}`}
                number={index()}
                title={step.type}
                text={step.content}
                isFoldable
                isLinked={props.step === index()}
              />
            </li>
          )}
        </For>
      </ol>
      <Passage
        id={`${props.prefix}answer`}
        title="Answer"
        text={props.trace.finalAnswer}
        isLinked={false}
        isAnswer
      />
    </>
  );
}
