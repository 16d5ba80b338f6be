import { Show } from 'solid-js';
import { Icon } from '../ui/Icon.tsx';
import { ProblemBox } from '../ui/ProblemBox.tsx';
import type { Failure } from './failure.ts';

export function Problem(props: { failure: Failure | undefined; retry: () => void }) {
  return (
    <Show when={props.failure}>
      {(failure) => (
        <ProblemBox>
          <Icon name="alert" />
          <p>{failure().message}</p>
          <Show
            when={failure().isSignedOut}
            fallback={
              <button type="button" onClick={() => props.retry()}>
                Try again
              </button>
            }
          >
            <button type="button" onClick={() => window.location.reload()}>
              Sign in
            </button>
          </Show>
        </ProblemBox>
      )}
    </Show>
  );
}
