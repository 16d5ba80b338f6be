import { useLocation } from '@solidjs/router';
import { For } from 'solid-js';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import css from './KeySheet.module.css';
import { areKeysOn, switchKeys } from './keySetting.ts';
import { keyGroupsAt } from './keySheet.ts';

/** All keys of the workbench, those of this page first. */
export function KeySheet(props: { close: () => void }) {
  const location = useLocation();
  return (
    <Dialog title="Keyboard shortcuts" close={props.close}>
      {/* What has the focus is scrolled to: that is the beginning. */}
      <p class={`faint ${css['key-sheet-start']}`} tabindex="-1" autofocus>
        They are off while you type.
      </p>
      <div class={css['key-sheet']} data-testid="key-sheet">
        <For each={keyGroupsAt(location.pathname)}>
          {(group) => (
            <section>
              <h3>{group.title}</h3>
              <dl>
                <For each={group.keys}>
                  {([keys, meaning]) => (
                    <div>
                      <dt>
                        <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
                      </dt>
                      <dd>{meaning}</dd>
                    </div>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
      </div>
      <label class={css['key-switch']}>
        <input
          type="checkbox"
          checked={areKeysOn()}
          onChange={(event) => switchKeys(event.currentTarget.checked)}
        />
        <span>
          Keys of one character, such as <kbd>j</kbd>, are on
        </span>
      </label>
      <DialogActions>
        <button type="button" onClick={() => props.close()}>
          Close
        </button>
      </DialogActions>
    </Dialog>
  );
}
