import { A, useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { DeleteTraces } from '../DeleteTraces.tsx';

/** What can be done with a trace. */
export function TraceActions(props: { id: string; datasets: { key: string }[] }) {
  const navigate = useNavigate();
  const [isDeleting, setIsDeleting] = createSignal(false);
  return (
    <>
      <A class="button" href={`/traces/compare?base=${props.id}`}>
        Compare
      </A>
      <button
        type="button"
        data-look="danger"
        disabled={props.datasets.length > 0}
        title={
          props.datasets.length > 0
            ? `A dataset holds it: ${props.datasets[0]?.key}. Delete the dataset first.`
            : undefined
        }
        onClick={() => setIsDeleting(true)}
      >
        Delete…
      </button>
      <Show when={isDeleting()}>
        <DeleteTraces
          filter={{ ids: [props.id] }}
          count={1}
          close={() => setIsDeleting(false)}
          deleted={() => navigate('/traces', { replace: true })}
          say={() => {}}
        />
      </Show>
    </>
  );
}
