import { createSignal, onCleanup } from 'solid-js';
import css from './CopyButton.module.css';
import { Icon } from './Icon.tsx';

const WORDS = { idle: 'Copy', copied: 'Copied', selected: 'Selected: now press Ctrl C' };

/** Copies a text; where the browser does not allow that, selects it on the page. `isBare`: its icon alone. */
export function CopyButton(props: {
  text: string;
  source: () => Node | undefined;
  isBare?: boolean;
}) {
  const [state, setState] = createSignal<keyof typeof WORDS>('idle');
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const copy = async () => {
    setState((await isCopied(props.text)) ? 'copied' : 'selected');
    if (state() === 'selected') select(props.source());
    clearTimeout(timer);
    timer = setTimeout(() => setState('idle'), 2_000);
  };
  return (
    <button type="button" class={css['copy']} data-bare={props.isBare} onClick={copy} title="Copy">
      <Icon name={state() === 'copied' ? 'check' : 'copy'} />
      <span class={props.isBare ? 'visually-hidden' : undefined} aria-live="polite">
        {WORDS[state()]}
      </span>
    </button>
  );
}

// There is no clipboard on pages that come over plain HTTP from another machine.
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function select(node: Node | undefined): void {
  if (node) window.getSelection()?.selectAllChildren(node);
}
