import { Show } from 'solid-js';
import { ProblemBox } from '../ui/ProblemBox.tsx';
import type { RunActions } from './createRunActions.ts';

/** Why something could not be done with a run. */
export function RunProblem(props: { actions: RunActions }) {
  return (
    <Show when={props.actions.problem()}>
      {(message) => (
        <ProblemBox>
          <p>{message()}</p>
          <button type="button" onClick={props.actions.forget}>
            Dismiss
          </button>
        </ProblemBox>
      )}
    </Show>
  );
}
