import { useSearchParams } from '@solidjs/router';
import { type Accessor, createEffect, createSignal, on } from 'solid-js';
import { debounced } from '../ui/debounced.ts';

const WAIT = 250;

/** A text that stands in the address by a name, unless it is what it is at first. */
export function createAddressText(
  name: string,
  initial: string,
  /** What holds for another text only: taken out of the address with it. */
  dependents: string[] = [],
): [text: Accessor<string>, setText: (text: string) => void] {
  const [search, setSearch] = useSearchParams();
  const given = () => {
    const value = search[name];
    return (Array.isArray(value) ? value[0] : value) ?? initial;
  };
  const [text, setText] = createSignal(given());
  let written = given();
  createEffect(
    on(
      debounced(text, WAIT),
      (settled) => {
        const value = settled.trim();
        if (value === given()) return;
        written = value;
        setSearch(
          {
            ...Object.fromEntries(dependents.map((dependent) => [dependent, null])),
            [name]: value === initial ? null : value,
          },
          { replace: true, scroll: false },
        );
      },
      { defer: true },
    ),
  );
  // A link, or the browser's own buttons, lead to another address; one's own is of what was typed before.
  createEffect(
    on(
      given,
      (value) => {
        if (value !== written) setText(value);
        written = value;
      },
      { defer: true },
    ),
  );
  return [text, setText];
}
