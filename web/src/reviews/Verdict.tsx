import { For, Show } from 'solid-js';
import { isTyping } from '../shell/keys/keys.ts';
import css from './Verdict.module.css';
import '../ui/Field.css';

export type Said = { option: number | null; score: string; explanation: string };

/** What can be said of an item: an option by its digit, or a number, and why. */
export function Verdict(props: {
  options: { label: string }[];
  range: { min: number; max: number } | null;
  said: Said;
  say: (said: Partial<Said>) => void;
  save: () => void;
  ref: (part: { options?: HTMLFieldSetElement; explanation?: HTMLTextAreaElement }) => void;
}) {
  // Whoever writes is not done with Enter, but with Ctrl Enter; Esc leads back to the keys.
  const leave = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (event.key === 'Escape') event.currentTarget.blur();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.save();
    else return;
    event.preventDefault();
  };
  return (
    <div class={css['verdict']}>
      <Show
        when={props.range}
        fallback={
          <fieldset class={css['verdict-options']} ref={(options) => props.ref({ options })}>
            <legend class="visually-hidden">Verdict</legend>
            <For each={props.options}>
              {(option, index) => (
                <button
                  type="button"
                  aria-pressed={props.said.option === index()}
                  onClick={() => props.say({ option: index() })}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter') return;
                    event.preventDefault();
                    props.save();
                  }}
                >
                  <kbd>{index() + 1}</kbd> {option.label}
                </button>
              )}
            </For>
          </fieldset>
        }
      >
        {(range) => (
          <label class={css['verdict-number']}>
            Number from {range().min} to {range().max}
            <input
              class="number-input"
              inputmode="numeric"
              autocomplete="off"
              autofocus
              ref={(input) =>
                queueMicrotask(() => isTyping(document.activeElement) || input.focus())
              }
              value={props.said.score}
              onInput={(event) => props.say({ score: event.currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter') props.save();
                else leave(event);
              }}
            />
          </label>
        )}
      </Show>
      <label class={css['verdict-why']}>
        <span>
          Why <span class="faint">(if you like)</span>
        </span>
        <textarea
          ref={(explanation) => props.ref({ explanation })}
          rows={2}
          maxlength={20_000}
          value={props.said.explanation}
          onInput={(event) => props.say({ explanation: event.currentTarget.value })}
          onKeyDown={leave}
        />
      </label>
    </div>
  );
}
