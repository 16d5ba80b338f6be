import { useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import css from './LeftOut.module.css';
import { type Codecs, leftOutOf, withoutLeftOut } from './understood.ts';

/** Says what of the address is not understood, and takes it out on demand. */
export function LeftOut(props: { of: Codecs }) {
  const [search, setSearch] = useSearchParams();
  const texts = () => leftOutOf(search, props.of).map(({ name, value }) => `${name}=${value}`);
  return (
    <Show when={texts().length > 0}>
      <p class={css['left-out']} role="status">
        Not understood, and left out: <code dir="auto">{texts().join(', ')}</code>{' '}
        <button
          type="button"
          data-look="link"
          onClick={() =>
            setSearch(withoutLeftOut(search, props.of), { replace: true, scroll: false })
          }
        >
          Drop from the address
        </button>
      </p>
    </Show>
  );
}
