import { useNavigate } from '@solidjs/router';
import { createMutation } from '@urql/solid';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunMode, StartRunInput } from '../graphql/generated/graphql.ts';
import { Problem } from '../graphql/Problem.tsx';
import { Prose } from '../ui/Prose.tsx';
import './Launch.css';

const StartRunDocument = graphql(`
  mutation StartRun($input: StartRunInput!) {
    startRun(input: $input) {
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

export type Refusal = {
  __typename: string;
  message: string;
  issues?: { path: string[]; message: string }[];
};

/** Checks a training without training, or trains. */
export function Launch(props: {
  /** What to run; undefined when that is not sound, and the reader was told so. */
  input: () => Omit<StartRunInput, 'mode'> | undefined;
  onDryRun: (runId: string) => void;
  onRefusal: (refusal: Refusal) => void;
  /** What else can be done with it. */
  beside?: JSX.Element;
}) {
  const navigate = useNavigate();
  const [result, execute] = createMutation(StartRunDocument);
  const [mode, setMode] = createSignal<RunMode>('DRY_RUN');
  const [missing, setMissing] = createSignal('');
  const start = async (wanted: RunMode) => {
    const input = props.input();
    if (!input) return;
    setMode(wanted);
    setMissing('');
    const { data } = await execute({ input: { ...input, mode: wanted } });
    const started = data?.startRun;
    if (!started) return;
    if (started.__typename === 'TunixUnavailableError') setMissing(started.message);
    else if (started.__typename !== 'Run') props.onRefusal(started);
    else if (wanted === 'DRY_RUN') props.onDryRun(started.id);
    else navigate(`/runs/${started.id}`);
  };
  const isStarting = (wanted: RunMode) => result.fetching && mode() === wanted;
  return (
    <div class="launch">
      <div class="launch-actions">
        <button type="button" disabled={result.fetching} onClick={() => start('DRY_RUN')}>
          {isStarting('DRY_RUN') ? 'Starting…' : 'Dry-run'}
        </button>
        <button
          type="button"
          data-look="primary"
          disabled={result.fetching}
          onClick={() => start('LOCAL')}
        >
          {isStarting('LOCAL') ? 'Starting…' : 'Run with Tunix'}
        </button>
        {props.beside}
      </div>
      <p class="faint">
        A dry run says what training would do, drop or refuse. It needs no Tunix and no accelerator.
      </p>
      <Show when={result.error}>
        {(error) => <Problem error={error()} retry={() => start(mode())} />}
      </Show>
      <Show when={missing()}>
        {(message) => (
          <div class="launch-missing" role="alert">
            <strong>Tunix can't train here yet</strong>
            <Prose text={message()} />
          </div>
        )}
      </Show>
    </div>
  );
}
