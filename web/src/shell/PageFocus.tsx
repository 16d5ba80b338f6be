import { useLocation } from '@solidjs/router';
import { createEffect, createSignal, on } from 'solid-js';
import { pageTitle } from '../ui/Title.tsx';
import { createFocusKeeper } from './createFocusKeeper.ts';

/** Takes the focus along to a page that one goes to, and says its title; on a page, keeps it there. */
export function PageFocus() {
  const location = useLocation();
  // A browser says the title of the page that it opens with.
  const [hasMoved, setHasMoved] = createSignal(false);
  const arrive = () => {
    setHasMoved(true);
    document.getElementById('content')?.focus({ preventScroll: true });
  };
  createEffect(on(() => location.pathname, arrive, { defer: true }));
  createFocusKeeper();
  return (
    <p class="visually-hidden" role="status" data-testid="page-title">
      {hasMoved() ? pageTitle() : ''}
    </p>
  );
}
