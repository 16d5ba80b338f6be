import { Show } from 'solid-js';
import { Icon } from '../ui/Icon.tsx';
import './Problem.css';

/** Why something could not be read, and a way to try again. */
export function ReadProblem(props: { message: string | undefined; retry: () => void }) {
  return (
    <Show when={props.message}>
      {(message) => (
        <div class="problem" role="alert">
          <Icon name="alert" />
          <p>{message()}</p>
          <button type="button" onClick={() => props.retry()}>
            Try again
          </button>
        </div>
      )}
    </Show>
  );
}
