import { createSignal, untrack } from 'solid-js';
import { failureText } from '../../graphql/failure.ts';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { createRunMarks } from './createRunMarks.ts';

/** Asks by which words runs shall be found; those that all are known to have are there to be changed. */
export function TagRuns(props: {
  ids: string[];
  /** What the only run is called. */
  name?: string;
  common: string[];
  close: () => void;
}) {
  const marks = createRunMarks();
  const common = untrack(() => props.common);
  const [text, setText] = createSignal(common.join(', '));
  const tag = async (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = text()
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean);
    const marked = await marks.mark({
      ids: props.ids,
      addTags: wanted.filter((word) => !common.includes(word)),
      removeTags: common.filter((word) => !wanted.includes(word)),
    });
    if (marked) props.close();
  };
  const problem = () => {
    const failure = marks.failure();
    return failure && (failure.issues?.[0]?.message ?? failureText(failure));
  };
  return (
    <Dialog title={`Tags of ${props.name ?? `${props.ids.length} runs`}`} close={props.close}>
      <form onSubmit={tag} noValidate>
        <Field
          label="Tags"
          hint={
            props.name
              ? 'With commas between them'
              : 'With commas between them, beside those that they have'
          }
          error={problem()}
        >
          {(control) => (
            <input
              {...control}
              autocomplete="off"
              value={text()}
              onInput={(event) => {
                setText(event.currentTarget.value);
                marks.forget();
              }}
            />
          )}
        </Field>
        <DialogActions>
          <button type="button" onClick={() => props.close()}>
            Cancel
          </button>
          <button type="submit" data-look="primary" disabled={marks.isPending()}>
            Tag
          </button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
