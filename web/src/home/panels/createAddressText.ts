import { useSearchParams } from '@solidjs/router';
import { type Accessor, createEffect, createSignal, on } from 'solid-js';
import { debounced } from '../../ui/debounced.ts';

const WAIT = 250;

/** A text that stands in the address by a name, unless it is what it is at first. */
export function createAddressText(
  name: string,
  initial: string,
): [text: Accessor<string>, setText: (text: string) => void] {
  const [search, setSearch] = useSearchParams();
  const given = () => {
    const value = search[name];
    return (Array.isArray(value) ? value[0] : value) ?? initial;
  };
  const [text, setText] = createSignal(given());
  createEffect(
    on(
      debounced(text, WAIT),
      (settled) => {
        if (settled === given()) return;
        setSearch(
          { [name]: settled === initial ? null : settled },
          { replace: true, scroll: false },
        );
      },
      { defer: true },
    ),
  );
  // A link, or the browser's own buttons, lead to another address.
  createEffect(on(given, (value) => value !== initial && setText(value), { defer: true }));
  return [text, setText];
}
