import { Show } from 'solid-js';
import css from './Output.module.css';

/** What a program printed; nothing when it printed nothing. */
export function Output(props: { title: string; text: string; testId: string }) {
  return (
    <Show when={props.text}>
      <details class={css['panel-output']} open>
        <summary>{props.title}</summary>
        <pre data-testid={props.testId} tabindex="0" dir="auto">
          {props.text}
        </pre>
      </details>
    </Show>
  );
}
