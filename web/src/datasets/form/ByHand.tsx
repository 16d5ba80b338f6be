import { Show } from 'solid-js';
import { numberText } from '../../ui/format/number.ts';
import { idsIn } from './definition.ts';
import type { DatasetFormProps } from './formProps.ts';

/** What was taken out, put in or kept by hand, and the way back. */
export function ByHand(props: Pick<DatasetFormProps, 'form' | 'setForm'>) {
  return (
    <>
      <Changed
        text="taken out by hand"
        count={idsIn(props.form.except).length}
        undo={() => props.setForm('except', '')}
      />
      <Changed
        text="put in by hand"
        count={idsIn(props.form.add).length}
        undo={() => props.setForm('add', '')}
      />
      <Changed
        text="kept though they repeat another"
        count={idsIn(props.form.keep).length}
        undo={() => props.setForm('keep', '')}
      />
    </>
  );
}

function Changed(props: { text: string; count: number; undo: () => void }) {
  return (
    <Show when={props.count > 0}>
      <p class="field-hint" role="status">
        {numberText(props.count)} {props.text}.{' '}
        <button type="button" data-look="link" onClick={props.undo}>
          Undo
        </button>
      </p>
    </Show>
  );
}
