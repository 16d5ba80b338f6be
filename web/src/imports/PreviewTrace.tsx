import { For, Show } from 'solid-js';
import type { PreviewTrace as Trace } from '../../../server/imports/preview/shape.ts';
import css from './PreviewRows.module.css';

/** A trace as it will be. */
export function PreviewTrace(props: { trace: Trace }) {
  return (
    <article class={css['preview-trace']} aria-label="Trace">
      <Show when={props.trace.isStored}>
        <p class="faint">Here already</p>
      </Show>
      <dl>
        <For each={props.trace.context ?? []}>
          {(turn) => <Part name={turn.role} text={turn.content} />}
        </For>
        <Part name="Prompt" text={props.trace.prompt} />
        <For each={props.trace.steps}>
          {(step) => <Part name={`${step.i} ${step.type}`} text={step.content} />}
        </For>
        <Part name="Answer" text={props.trace.final_answer} />
        <Part name="Expected" text={props.trace.expected_answer} />
        <For each={props.trace.scores}>
          {(score) => (
            <Part
              name={score.step === undefined ? 'Score' : `Score, ${score.step}`}
              text={`${score.criteria} ${score.score}${score.label ? ` (${score.label})` : ''}`}
            />
          )}
        </For>
        <Part name="Meta" text={props.trace.meta ? JSON.stringify(props.trace.meta) : undefined} />
      </dl>
    </article>
  );
}

function Part(props: { name: string; text: string | undefined }) {
  return (
    <Show when={props.text}>
      {(text) => (
        <>
          <dt>{props.name}</dt>
          <dd dir="auto">{text()}</dd>
        </>
      )}
    </Show>
  );
}
