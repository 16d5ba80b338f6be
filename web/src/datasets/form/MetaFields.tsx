import { Index, Show } from 'solid-js';
import { ImportName } from '../../traces/filter/ImportName.tsx';
import { keptSelection } from '../../traces/list/keptSelection.ts';
import { numberText } from '../../ui/format/number.ts';
import { Icon } from '../../ui/Icon.tsx';
import { FacetOptions } from './FacetOptions.tsx';
import type { DatasetFormProps } from './formProps.ts';
import css from './MetaFields.module.css';
import { MetaPathOptions } from './MetaPathOptions.tsx';

/** Values that meta must hold, each a path and a JSON scalar. */
export function MetaFields(props: Pick<DatasetFormProps, 'form' | 'setForm'>) {
  const change = (index: number, path: string, value: string) =>
    props.setForm('meta', index, `${path}=${value}`);
  return (
    <div class={`${css['dataset-metas']} field-wide field`}>
      <p>Meta</p>
      <Index each={props.form.meta}>
        {(text, index) => {
          const at = () => text().indexOf('=');
          const path = () => (at() < 0 ? text() : text().slice(0, at()));
          const value = () => (at() < 0 ? '' : text().slice(at() + 1));
          return (
            <div class={css['dataset-meta']}>
              <input
                aria-label={`Path ${index + 1}`}
                list="meta-paths"
                placeholder="task.kind"
                value={path()}
                onInput={(event) => change(index, event.currentTarget.value, value())}
              />
              <span>is</span>
              <input
                aria-label={`Value ${index + 1}`}
                list={`meta-values-${index}`}
                placeholder={'maths, 3, true or "3"'}
                value={value()}
                onInput={(event) => change(index, path(), event.currentTarget.value)}
              />
              <Show when={path().trim()}>
                {(known) => <FacetOptions id={`meta-values-${index}`} path={known()} />}
              </Show>
              <button
                type="button"
                aria-label={`Remove ${path() || 'this value'}`}
                title="Remove"
                onClick={() =>
                  props.setForm('meta', (all) => all.filter((_text, other) => other !== index))
                }
              >
                <Icon name="cross" />
              </button>
            </div>
          );
        }}
      </Index>
      <Show when={props.form.meta.length > 0}>
        <MetaPathOptions id="meta-paths" />
      </Show>
      <button type="button" onClick={() => props.setForm('meta', (all) => [...all, '='])}>
        Add a meta value
      </button>
      <Show when={props.form.import}>
        {(id) => (
          <p class="field-hint" data-testid="only-import">
            Only traces that came with the import <ImportName id={id()} />.{' '}
            <button type="button" onClick={() => props.setForm('import', '')}>
              Take all
            </button>
          </p>
        )}
      </Show>
      <Show when={props.form.selection}>
        {(name) => (
          <p class="field-hint">
            Only the {numberText(keptSelection(name())?.length ?? 0)} traces that were chosen in the
            list; this tab knows which.{' '}
            <button type="button" onClick={() => props.setForm('selection', '')}>
              Take all
            </button>
          </p>
        )}
      </Show>
      <Show when={props.form.ids}>
        <p class="field-hint">
          Only the {props.form.ids.split(',').filter(Boolean).length} traces that were chosen in the
          list.{' '}
          <button type="button" onClick={() => props.setForm('ids', '')}>
            Take all
          </button>
        </p>
      </Show>
    </div>
  );
}
