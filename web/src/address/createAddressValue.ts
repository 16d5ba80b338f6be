import { useSearchParams } from '@solidjs/router';
import type { Accessor } from 'solid-js';
import { type Codec, readValue } from './codec.ts';

/** A value that stands in the address by a name, unless it is at its default. */
export function createAddressValue<Value>(
  name: string,
  codec: Codec<Value>,
): [value: Accessor<Value>, setValue: (value: Value) => void] {
  const [search, setSearch] = useSearchParams();
  const setValue = (value: Value) => {
    const text = codec.print(value);
    const change = { [name]: text === codec.print(codec.initial) ? null : text };
    setSearch(change, { replace: true, scroll: false });
  };
  return [() => readValue(codec, search[name]), setValue];
}
