import {
  type Accessor,
  createContext,
  createSignal,
  createUniqueId,
  type JSX,
  onMount,
  Show,
  useContext,
} from 'solid-js';
import { whenReleased } from './whenReleased.ts';
import './Field.css';

/** What a control needs so that its label, its hint and its error are read with it. */
export type ControlProps = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
  onFocusIn: () => void;
  onFocusOut: (event: FocusEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** Whether someone has wanted to send the form that fields are in. */
export const TriedContext = createContext<Accessor<boolean>>(() => false);

/** A control with its label above, what it takes below, and what is wrong with it: once it was left or
 * the form was tried, and then as one types. */
export function Field(props: {
  label: string;
  /** Whether the label is for readers only, where the control says what it is. */
  isLabelHidden?: boolean;
  /** The control's id, where something else refers to it. */
  id?: string;
  hint?: JSX.Element;
  error?: string | undefined;
  children: (control: ControlProps) => JSX.Element;
}) {
  const id = props.id ?? createUniqueId();
  const isTried = useContext(TriedContext);
  const [isLeft, setLeft] = createSignal(false);
  const [isYetToCome, setYetToCome] = createSignal(true);
  // What stands there already is from an address or a default.
  onMount(() => setYetToCome(!isFilled(document.getElementById(id))));
  const error = () => (isLeft() || isTried() || !isYetToCome() ? props.error : undefined);
  const describedBy = () =>
    [error() && `${id}-error`, props.hint && `${id}-hint`].filter(Boolean).join(' ');
  const control: ControlProps = {
    id,
    get 'aria-describedby'() {
      return describedBy() || undefined;
    },
    get 'aria-invalid'() {
      return Boolean(error());
    },
    onFocusIn: () => error() || setYetToCome(true),
    // Whoever only goes to another window comes back.
    onFocusOut: ({ target }) =>
      target !== document.activeElement && whenReleased(() => setLeft(true)),
    onKeyDown: ({ key }) => key === 'Enter' && setLeft(true),
  };
  return (
    <div class="field" data-invalid={Boolean(error())}>
      <label class={props.isLabelHidden ? 'visually-hidden' : undefined} for={id}>
        {props.label}
      </label>
      {props.children(control)}
      <Show when={error()}>
        {(message) => (
          <p class="field-error" id={`${id}-error`} aria-live="polite">
            {message()}
          </p>
        )}
      </Show>
      <Show when={props.hint}>
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
    </div>
  );
}

// A choice that shows none was given one that it does not have.
function isFilled(element: HTMLElement | null): boolean {
  return (
    element instanceof HTMLSelectElement || Boolean(element && 'value' in element && element.value)
  );
}
