import { A, useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { Menu } from '../../ui/Menu.tsx';
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
      <Menu
        label="More actions"
        items={[
          {
            name: 'Delete…',
            choose: () => setIsDeleting(true),
            obstacle:
              props.datasets[0] &&
              `A dataset holds it: ${props.datasets[0].key}. Delete the dataset first.`,
          },
        ]}
      />
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
