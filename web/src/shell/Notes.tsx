import type { TypedDocumentNode } from '@urql/solid';
import { createSignal, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import css from './Notes.module.css';

type Noted<Key> = {
  name: string;
  notes: string;
  /** What the document knows it by. */
  of: Key;
  /** Writes the notes. */
  document: TypedDocumentNode<{ outcome: { __typename: string } }, Key & { notes: string }>;
};

/** What people noted, and a way to write it anew. */
export function Notes<Key extends object>(props: Noted<Key>) {
  const [isWriting, setWriting] = createSignal(false);
  return (
    <div class={css['notes']}>
      <Show when={props.notes}>{(notes) => <p dir="auto">{notes()}</p>}</Show>
      <button
        type="button"
        data-look="link"
        aria-label={`${props.notes ? 'Edit' : 'Add'} notes on ${props.name}`}
        onClick={() => setWriting(true)}
      >
        {props.notes ? 'Edit notes' : 'Add notes'}
      </button>
      <Show when={isWriting()}>
        <Writing {...props} close={() => setWriting(false)} />
      </Show>
    </div>
  );
}

function Writing<Key extends object>(props: Noted<Key> & { close: () => void }) {
  const writing = createMutation();
  const [notes, setNotes] = createSignal(props.notes);
  const write = async (event: SubmitEvent) => {
    event.preventDefault();
    const variables = { ...props.of, notes: notes().trim() };
    if (await writing.mutate(props.document, variables)) props.close();
  };
  const problem = () => {
    const failure = writing.failure();
    return failure && (failure.issues?.[0]?.message ?? failureText(failure));
  };
  return (
    <Dialog title={`Notes on ${props.name}`} close={props.close}>
      <form onSubmit={write} noValidate>
        <Field label="Notes" isLabelHidden error={problem()}>
          {(control) => (
            <textarea
              {...control}
              rows={8}
              dir="auto"
              value={notes()}
              onInput={(event) => {
                setNotes(event.currentTarget.value);
                writing.forget();
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
                event.preventDefault();
                event.currentTarget.form?.requestSubmit();
              }}
            />
          )}
        </Field>
        <DialogActions>
          <button type="button" onClick={() => props.close()}>
            Cancel
          </button>
          <button type="submit" data-look="primary" disabled={writing.isPending()}>
            {writing.isPending() ? 'Saving…' : 'Save'}
          </button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
