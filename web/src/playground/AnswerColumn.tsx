import { For, Show } from 'solid-js';
import { Alert } from '../ui/Alert.tsx';
import { numberText } from '../ui/format/number.ts';
import type { Answer, Written } from './answers.ts';
import css from './Playground.module.css';
import { paceText } from './paceText.ts';

/** What one checkpoint writes, and what is known of it. */
export function AnswerColumn(props: { answer: Answer; name: string; isAtWork: boolean }) {
  const isWriting = () => props.isAtWork && !props.answer.isDone;
  return (
    <section class={css['answer']} aria-label={props.name} data-testid="answer">
      <header>
        <h2>{props.name}</h2>
        <Show when={props.answer.promptTokens}>
          {(tokens) => <span class="faint">prompt of {numberText(tokens())} tokens</span>}
        </Show>
      </header>
      <For each={props.answer.samples}>
        {(sample) => <Sample sample={sample} isWriting={isWriting()} />}
      </For>
      <Show when={isWriting() && props.answer.samples.length === 0}>
        <p class="faint">{props.answer.promptTokens ? 'Reading the prompt …' : '…'}</p>
      </Show>
      <Alert text={props.answer.problem} />
      <Show when={paceText(props.answer)}>{(pace) => <p class="faint">{pace()}</p>}</Show>
    </section>
  );
}

function Sample(props: { sample: Written; isWriting: boolean }) {
  return (
    <div class={css['sample']} data-testid="sample">
      <pre dir="auto" data-writing={props.isWriting && !props.sample.done}>
        {props.sample.text}
      </pre>
      <Show when={props.sample.done}>
        {(done) => (
          <p>
            <Show
              when={!done().isCutOff}
              fallback={
                <>
                  <strong data-cut-off>Cut off</strong> after {numberText(done().tokens)} tokens, so
                  that it is not read for an answer
                </>
              }
            >
              <Show when={done().answer !== null} fallback="No answer found">
                Answer <strong>{done().answer}</strong>
              </Show>
              <span class="faint">, {numberText(done().tokens)} tokens</span>
            </Show>
          </p>
        )}
      </Show>
    </div>
  );
}
