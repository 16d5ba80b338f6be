import { createUniqueId, type JSX, Show } from 'solid-js';
import './Field.css';

/** What a control needs so that its label, its hint and its error are read with it. */
export type ControlProps = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
};

/** A control with its label above, what it takes below, and what is wrong with it as one types. */
export function Field(props: {
  label: string;
  /** The control's id, where something else refers to it. */
  id?: string;
  hint?: JSX.Element;
  error?: string | undefined;
  children: (control: ControlProps) => JSX.Element;
}) {
  const id = props.id ?? createUniqueId();
  const describedBy = () =>
    [props.error && `${id}-error`, props.hint && `${id}-hint`].filter(Boolean).join(' ');
  const control: ControlProps = {
    id,
    get 'aria-describedby'() {
      return describedBy() || undefined;
    },
    get 'aria-invalid'() {
      return Boolean(props.error);
    },
  };
  return (
    <div class="field" data-invalid={Boolean(props.error)}>
      <label for={id}>{props.label}</label>
      {props.children(control)}
      <Show when={props.error}>
        {(error) => (
          <p class="field-error" id={`${id}-error`} aria-live="polite">
            {error()}
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
