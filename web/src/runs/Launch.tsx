import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import type { Failure } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunMode, StartRunInput } from '../graphql/generated/graphql.ts';
import { Problem } from '../graphql/Problem.tsx';
import { Prose } from '../ui/Prose.tsx';
import css from './Launch.module.css';

const StartRunDocument = graphql(`
  mutation StartRun($input: StartRunInput!) {
    outcome: startRun(input: $input) {
      __typename
      ... on Run {
        id
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Checks a training without training, or trains. */
export function Launch(props: {
  /** What to run; undefined when that is not sound, and the reader was told so. */
  input: () => Omit<StartRunInput, 'mode'> | undefined;
  onDryRun: (runId: string) => void;
  onRefusal: (refusal: Failure) => void;
  /** What else can be done with it. */
  beside?: JSX.Element;
}) {
  const navigate = useNavigate();
  const starting = createMutation();
  const [mode, setMode] = createSignal<RunMode>('DRY_RUN');
  const missing = () => (isMissing(starting.failure()) ? starting.failure()?.message : undefined);
  const start = async (wanted: RunMode) => {
    const input = props.input();
    if (!input) return;
    setMode(wanted);
    const run = await starting.mutate(StartRunDocument, { input: { ...input, mode: wanted } });
    const failure = starting.failure();
    if (failure?.refusal && !isMissing(failure)) props.onRefusal(failure);
    if (!run) return;
    if (wanted === 'DRY_RUN') props.onDryRun(run.id);
    else navigate(`/runs/${run.id}`);
  };
  const isStarting = (wanted: RunMode) => starting.isPending() && mode() === wanted;
  return (
    <div class={css['launch']}>
      <div class={css['launch-actions']}>
        <button type="button" disabled={starting.isPending()} onClick={() => start('DRY_RUN')}>
          {isStarting('DRY_RUN') ? 'Starting…' : 'Dry-run'}
        </button>
        <button
          type="button"
          data-look="primary"
          disabled={starting.isPending()}
          onClick={() => start('LOCAL')}
        >
          {isStarting('LOCAL') ? 'Starting…' : 'Run with Tunix'}
        </button>
        {props.beside}
      </div>
      <p class="faint">
        A dry run says what training would do, drop or refuse. It needs no Tunix and no accelerator.
      </p>
      <Problem failure={starting.unanswered()} retry={() => start(mode())} />
      <Show when={missing()}>
        {(message) => (
          <div class={css['launch-missing']} role="alert">
            <strong>Tunix can't train here yet</strong>
            <Prose text={message()} />
          </div>
        )}
      </Show>
    </div>
  );
}

function isMissing(failure: Failure | undefined): boolean {
  return failure?.refusal === 'TunixUnavailableError';
}
