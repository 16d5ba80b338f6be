import { For, Show } from 'solid-js';
import { Alert } from '../ui/Alert.tsx';
import { useNow } from '../ui/clock.tsx';
import { numberText } from '../ui/format/number.ts';
import { AnswerColumn } from './AnswerColumn.tsx';
import type { Generation } from './createGeneration.ts';
import css from './Playground.module.css';

const WAITING = {
  asked: 'Asking …',
  waiting: 'Waiting until another model makes room …',
  loading: 'Loading the model …',
  ready: '',
};

/** What is written, the base and what was trained side by side, and what is waited for. */
export function Answers(props: { generation: Generation }) {
  const now = useNow();
  const seconds = () =>
    Math.max(0, Math.round((now() - (props.generation.since() ?? now())) / 1_000));
  const waiting = () => props.generation.isAtWork() && WAITING[props.generation.answers.phase];
  const words = () => {
    if (props.generation.isAtWork()) return waiting() || 'Writing …';
    return props.generation.isStopped() ? 'Stopped' : 'Done';
  };
  return (
    <Show when={props.generation.since() !== null}>
      <section class={css['answers']} aria-label="Answers" aria-busy={props.generation.isAtWork()}>
        <p class={css['state']} data-testid="generation-state">
          <span role="status">{words()}</span>
          <Show when={props.generation.isAtWork()}>
            <span>, {numberText(seconds())} s</span>
          </Show>
        </p>
        <Alert text={props.generation.answers.problem} />
        <div class={css['columns']}>
          <For each={props.generation.answers.answers}>
            {(answer) => (
              <AnswerColumn
                answer={answer}
                name={answer.step === 0 ? 'Base' : `Trained, step ${numberText(answer.step)}`}
                isAtWork={props.generation.isAtWork() && !waiting()}
              />
            )}
          </For>
        </div>
      </section>
    </Show>
  );
}
