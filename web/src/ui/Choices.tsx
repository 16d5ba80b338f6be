import { createSignal, createUniqueId, For, Index, type JSX, Show } from 'solid-js';
import css from './Choices.module.css';
import { placeBelow } from './placeBelow.ts';

export type Choice<Value extends string> = { value: Value; name: JSX.Element; note?: string };

/** A button that opens a list of things to choose any of. */
export function Choices<Value extends string>(props: {
  label: string;
  /** What the button says of what is chosen. */
  summary?: string | undefined;
  groups: { name?: string; choices: Choice<Value>[] }[];
  chosen: readonly Value[];
  choose: (value: Value, isChosen: boolean) => void;
  children?: JSX.Element;
}) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  let list: HTMLDivElement | undefined;
  const onToggle = () => {
    setOpen(list?.matches(':popover-open') ?? false);
    if (isOpen() && list && button) placeBelow(list, button);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={css['choices-button']}
        aria-expanded={isOpen()}
        data-chosen={Boolean(props.summary)}
        popovertarget={id}
      >
        <span>{[props.label, props.summary].filter(Boolean).join(': ')}</span>
      </button>
      <div ref={list} id={id} class={css['choices']} popover="auto" onToggle={onToggle}>
        <Show when={isOpen()}>
          {/* By place and value, so that who has gone to a choice stays there as the notes change. */}
          <Index each={props.groups}>
            {(group) => (
              <fieldset>
                <legend class={group().name ? undefined : 'visually-hidden'}>
                  {group().name ?? props.label}
                </legend>
                <For each={group().choices.map(({ value }) => value)}>
                  {(value) => {
                    const choice = () => group().choices.find((each) => each.value === value);
                    return (
                      <label>
                        <input
                          type="checkbox"
                          checked={props.chosen.includes(value)}
                          onChange={(event) => props.choose(value, event.currentTarget.checked)}
                        />
                        <span>{choice()?.name}</span>
                        <Show when={choice()?.note}>{(note) => <small>{note()}</small>}</Show>
                      </label>
                    );
                  }}
                </For>
              </fieldset>
            )}
          </Index>
          {props.children}
        </Show>
      </div>
    </>
  );
}
