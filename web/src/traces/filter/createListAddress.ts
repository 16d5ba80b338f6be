import { useLocation, useNavigate } from '@solidjs/router';
import { type Accessor, createMemo } from 'solid-js';
import { addressOf, type Changes, changed } from './listQuery.ts';

export type ListAddress = {
  query: Accessor<URLSearchParams>;
  /** Changes the address. `replace` is for what changes with every key that is pressed. */
  change: (changes: Changes, options?: { replace: boolean }) => void;
};

/** The state of the list, which is its address. */
export function createListAddress(): ListAddress {
  const location = useLocation();
  const navigate = useNavigate();
  const query = createMemo(() => new URLSearchParams(location.search));
  return {
    query,
    change(changes, { replace } = { replace: false }) {
      navigate(addressOf(location.pathname, changed(query(), changes)), { replace, scroll: false });
    },
  };
}
