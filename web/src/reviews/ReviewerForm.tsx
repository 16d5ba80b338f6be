import { createSignal } from 'solid-js';
import { Field } from '../ui/Field.tsx';
import css from './ReviewerForm.module.css';
import { becomeReviewer } from './reviewer.ts';

const LONGEST = 64;

/** Asks who judges, before the first verdict. */
export function ReviewerForm() {
  const [name, setName] = createSignal('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!name().trim()) return;
    becomeReviewer(name().trim());
    // What takes the place of this form is worked by keys, not by the control that is next.
    queueMicrotask(() => document.getElementById('content')?.focus({ preventScroll: true }));
  };
  return (
    <form class={css['reviewer-form']} onSubmit={submit}>
      <Field
        label="Your name"
        hint="It stands with your verdicts, and is kept in this browser. Every reviewer has one of their own."
      >
        {(control) => (
          <input
            {...control}
            autocomplete="name"
            maxlength={LONGEST}
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <button type="submit" data-look="primary" disabled={!name().trim()}>
        Begin
      </button>
    </form>
  );
}
