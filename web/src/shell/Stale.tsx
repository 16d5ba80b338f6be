import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { useConnection } from '../graphql/connection/connection.ts';
import css from './Stale.module.css';

const WAIT = 5_000;
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

/** Says since when the page is not up to date, once that has lasted. */
export function Stale() {
  const { state } = useConnection();
  const [since, setSince] = createSignal<Date>();
  createEffect(() => {
    if (state() !== 'reconnecting') return setSince(undefined);
    const lost = new Date();
    const timer = setTimeout(() => setSince(lost), WAIT);
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <Show when={since()}>
      {(moment) => (
        <p class={css['stale']} role="status">
          Not up to date since {clock.format(moment())}. It is read again as soon as the server
          answers.
        </p>
      )}
    </Show>
  );
}
