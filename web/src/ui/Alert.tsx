import { Show } from 'solid-js';
import './Field.css';

/** What is in the way, said at once also to who does not see it; nothing without a text. */
export function Alert(props: { text: string | undefined }) {
  return (
    <Show when={props.text}>
      {(text) => (
        <p class="field-error" role="alert">
          {text()}
        </p>
      )}
    </Show>
  );
}
