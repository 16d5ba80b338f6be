import { createMemo } from 'solid-js';
import { useNow } from './clock.tsx';
import { absoluteTime, relativeTime } from './format/relativeTime.ts';

/** How long ago a moment was, with the moment itself on hover. `at` is in ISO 8601. */
export function Time(props: { at: string }) {
  const now = useNow();
  const at = () => Date.parse(props.at);
  const words = createMemo(() => relativeTime(at(), now()));
  return (
    <time datetime={props.at} title={absoluteTime(at())}>
      {words()}
    </time>
  );
}
