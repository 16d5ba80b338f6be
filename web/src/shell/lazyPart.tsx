import { type Component, createSignal, lazy, onCleanup, onMount } from 'solid-js';
import { ADDRESSES } from '../../../server/addresses.ts';
import { Icon } from '../ui/Icon.tsx';
import { ProblemBox } from '../ui/ProblemBox.tsx';

/** A part of the workbench that is fetched when it is shown; says so when that does not work. */
export function lazyPart<Props extends object>(
  load: () => Promise<Component<Props>>,
): Component<Props> {
  return lazy<Component<Props>>(async () => ({ default: await load().catch(() => NotLoaded) }));
}

const WAIT = 1_000;

// A browser may remember that a file did not come, and a new version has other files: only a reload helps.
function NotLoaded() {
  const [isServerGone, setServerGone] = createSignal(false);
  onMount(() => {
    const look = async () => {
      const isThere = await fetch(ADDRESSES.alive).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isThere && isServerGone()) window.location.reload();
      setServerGone(!isThere);
      if (!isThere) timer = setTimeout(look, WAIT);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    look();
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <ProblemBox>
      <Icon name="alert" />
      <p>
        {isServerGone()
          ? "The server can't be reached. This part of the page comes by itself when it is back."
          : 'This part of the page did not load.'}
      </p>
      <button type="button" onClick={() => window.location.reload()}>
        Reload the page
      </button>
    </ProblemBox>
  );
}
