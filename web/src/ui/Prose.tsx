import { For, Match, Switch } from 'solid-js';
import { CopyButton } from './CopyButton.tsx';
import css from './Prose.module.css';

/** A message of the server: what it quotes in backticks is code, and a command can be copied. */
export function Prose(props: { text: string; isInline?: boolean }) {
  return (
    <div class={css['prose']} data-inline={props.isInline}>
      <For each={props.text.split('`')}>
        {(part, index) => (
          <Switch fallback={part}>
            <Match when={isQuoted(index()) && part.includes(' ')}>
              <Command text={part} />
            </Match>
            <Match when={isQuoted(index())}>
              <code>{part}</code>
            </Match>
          </Switch>
        )}
      </For>
    </div>
  );
}

function Command(props: { text: string }) {
  let code: HTMLElement | undefined;
  return (
    <span class={css['prose-command']}>
      <code ref={code} tabindex="0">
        {props.text}
      </code>
      <CopyButton text={props.text} source={() => code} isBare />
    </span>
  );
}

function isQuoted(index: number): boolean {
  return index % 2 === 1;
}
