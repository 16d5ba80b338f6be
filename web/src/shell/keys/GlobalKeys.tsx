import { createSignal, onCleanup, Show, Suspense } from 'solid-js';
import { lazyPart } from '../lazyPart.tsx';
import css from './GlobalKeys.module.css';
import { createKeys } from './keys.ts';

const Palette = lazyPart(async () => (await import('../palette/Palette.tsx')).Palette);
const KeySheet = lazyPart(async () => (await import('./KeySheet.tsx')).KeySheet);

// There Ctrl K deletes to the end of the line.
const IS_MAC = /^Mac|^iP/.test(navigator.platform);

/** What works on every page: the palette and the sheet of keys. */
export function GlobalKeys() {
  const [shown, setShown] = createSignal<'palette' | 'keys'>();
  const close = (what: 'palette' | 'keys') => setShown((now) => (now === what ? undefined : now));
  createKeys({ '?': () => setShown('keys') });
  // Also while one types: no text needs it.
  const listen = (event: KeyboardEvent) => {
    const isHeld = IS_MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    if (!isHeld || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    if (shown() === 'palette') close('palette');
    else if (!document.querySelector('dialog[open]')) setShown('palette');
  };
  document.addEventListener('keydown', listen);
  onCleanup(() => document.removeEventListener('keydown', listen));
  return (
    <>
      <button
        type="button"
        class={css['palette-button']}
        aria-keyshortcuts={IS_MAC ? 'Meta+K' : 'Control+K'}
        onClick={() => setShown('palette')}
      >
        Go to… <kbd>{IS_MAC ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <Suspense>
        <Show when={shown() === 'palette'}>
          <Palette close={() => close('palette')} showKeys={() => setShown('keys')} />
        </Show>
        <Show when={shown() === 'keys'}>
          <KeySheet close={() => close('keys')} />
        </Show>
      </Suspense>
    </>
  );
}
