import { Show } from 'solid-js';
import type { RunActions } from './createRunActions.ts';

/** Why something could not be done with a run. */
export function RunProblem(props: { actions: RunActions }) {
  return (
    <Show when={props.actions.problem()}>
      {(message) => (
        <div class="problem" role="alert">
          <p>{message()}</p>
          <button type="button" onClick={props.actions.forget}>
            Dismiss
          </button>
        </div>
      )}
    </Show>
  );
}
