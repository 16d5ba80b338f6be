import { createSignal, type JSX } from 'solid-js';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';

/** Asks what something shall be called that has a name. */
export function AskName(props: {
  title: string;
  name: string;
  isPending: boolean;
  problem: string | undefined;
  rename: (name: string) => void;
  /** What was wrong with another name. */
  forget: () => void;
  close: () => void;
  children?: JSX.Element;
}) {
  const [name, setName] = createSignal(props.name);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = name().trim();
    if (wanted === props.name) props.close();
    else props.rename(wanted);
  };
  return (
    <Dialog title={props.title} close={props.close}>
      <form onSubmit={submit} noValidate>
        {props.children}
        <Field label="Name" error={props.problem}>
          {(control) => (
            <input
              {...control}
              autocomplete="off"
              spellcheck={false}
              value={name()}
              onInput={(event) => {
                setName(event.currentTarget.value);
                props.forget();
              }}
            />
          )}
        </Field>
        <DialogActions>
          <button type="button" onClick={() => props.close()}>
            Cancel
          </button>
          <button type="submit" data-look="primary" disabled={props.isPending}>
            Rename
          </button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
