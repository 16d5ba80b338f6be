import type { CombinedError } from '@urql/solid';
import { Show } from 'solid-js';
import { Icon } from '../ui/Icon.tsx';
import './Problem.css';

/** What went wrong, and a way on. */
export function Problem(props: { error: CombinedError; retry: () => void }) {
  const isSignedOut = () => props.error.response?.status === 401;
  const message = () => {
    if (isSignedOut()) return 'The server asks for its token.';
    if (props.error.networkError) return 'The server does not answer.';
    return props.error.graphQLErrors.map(({ message }) => message).join(' ');
  };
  return (
    <div class="problem" role="alert">
      <Icon name="alert" />
      <p>{message()}</p>
      <Show
        when={isSignedOut()}
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
    </div>
  );
}
