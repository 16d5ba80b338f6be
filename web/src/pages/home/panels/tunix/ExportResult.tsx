import { onMount, Show } from 'solid-js';
import { Digest } from '../../../../ui/Digest.tsx';
import { bytesText } from '../../../../ui/format/bytes.ts';
import { numberText } from '../../../../ui/format/number.ts';
import css from '../Panel.module.css';
import type { ExportedFile } from './createTunixActions.ts';

/** The file that was exported: it is saved as soon as it is shown. */
export function ExportResult(props: { file: ExportedFile }) {
  let link: HTMLAnchorElement | undefined;
  onMount(() => link?.click());
  return (
    <div class={css['panel-success']} data-testid="tunix:export-result" role="status">
      <p>
        Saved{' '}
        <a ref={link} href={props.file.url} download={props.file.filename} rel="external">
          {props.file.filename}
        </a>
        : {numberText(props.file.recordCount)} rows, {bytesText(props.file.bytes)}, SHA-256{' '}
        <Digest value={props.file.sha256} />
      </p>
      <Show when={props.file.forgedTurns.length > 0}>
        <p class={css['panel-warning']}>
          {numberText(props.file.forgedTurns.length)} of them hold a turn's marker in their own
          text, the first in row {props.file.forgedTurns[0]?.row}. A dry run fails on that.
        </p>
      </Show>
    </div>
  );
}
