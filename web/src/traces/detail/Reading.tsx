import { useLocation } from '@solidjs/router';
import { createEffect, createSignal, For, on, Show } from 'solid-js';
import type { TraceQuery, TurnRole } from '../../graphql/generated/graphql.ts';
import { createKeys } from '../../shell/keys/keys.ts';
import { isLong, Passage } from './Passage.tsx';
import css from './Reading.module.css';

type Trace = NonNullable<TraceQuery['trace']>;

const ROLES = {
  SYSTEM: 'System',
  USER: 'User',
  ASSISTANT: 'Assistant',
  TOOL: 'Tool',
} as const satisfies Record<TurnRole, string>;

/** Earlier turns, prompt, steps and answer, in the order of reading. */
export function Reading(props: { trace: Trace }) {
  const location = useLocation();
  let list: HTMLOListElement | undefined;
  const hasLong = () =>
    isLong(props.trace.prompt) || props.trace.steps.some(({ content }) => isLong(content));
  const [isUnfolded, setIsUnfolded] = createSignal(false);
  const linked = () => location.hash.slice(1);

  createEffect(
    on(linked, (anchor) => {
      // The anchor is of a step that was not there when the browser looked for it.
      queueMicrotask(() => document.getElementById(anchor)?.scrollIntoView());
    }),
  );

  const go = (by: number) => {
    const steps = [...(list?.children ?? [])] as HTMLElement[];
    const at = steps.findIndex((step) => step.contains(document.activeElement));
    const next = steps[Math.max(0, Math.min(steps.length - 1, at + by))];
    next?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
  };
  createKeys({ j: () => go(1), k: () => go(-1), e: () => setIsUnfolded(!isUnfolded()) });

  return (
    <div class={css['reading']}>
      <Show when={props.trace.context.length > 0}>
        <details class={css['reading-context']}>
          <summary>
            {props.trace.context.length} earlier{' '}
            {props.trace.context.length === 1 ? 'turn' : 'turns'}
          </summary>
          <For each={props.trace.context}>
            {(turn, index) => (
              <Passage
                id={`turn-${index()}`}
                title={ROLES[turn.role]}
                text={turn.content}
                isFoldable={!isUnfolded()}
                isLinked={false}
              />
            )}
          </For>
        </details>
      </Show>
      <Passage
        id="prompt"
        title="Prompt"
        text={props.trace.prompt}
        isFoldable={!isUnfolded()}
        isLinked={false}
      />
      <div class={css['reading-steps']}>
        <h2>
          {props.trace.steps.length || 'No'} {props.trace.steps.length === 1 ? 'step' : 'steps'}
        </h2>
        <Show when={hasLong()}>
          <button type="button" data-look="link" onClick={() => setIsUnfolded(!isUnfolded())}>
            {isUnfolded() ? 'Fold long texts' : 'Unfold all'} <kbd>e</kbd>
          </button>
        </Show>
      </div>
      <ol ref={list}>
        <For each={props.trace.steps}>
          {(step) => (
            <li>
              <Passage
                id={`step-${step.i}`}
                number={step.i}
                title={step.type}
                text={step.content}
                isFoldable={!isUnfolded()}
                isLinked={linked() === `step-${step.i}`}
              />
            </li>
          )}
        </For>
      </ol>
      <Passage
        id="answer"
        title="Answer"
        text={props.trace.finalAnswer}
        isLinked={false}
        isAnswer
      />
      <Show when={props.trace.expectedAnswer}>
        {(text) => (
          <Passage id="expected-answer" title="Expected answer" text={text()} isLinked={false} />
        )}
      </Show>
    </div>
  );
}
