import { For, type JSX, Show } from 'solid-js';
import { numberText } from '../../ui/format/number.ts';
import { Icon } from '../../ui/Icon.tsx';
import css from './Chips.module.css';
import type { ListAddress } from './createListAddress.ts';
import { ImportName } from './ImportName.tsx';
import { FILTER_NAMES, type FilterName, isUnderstoodFilter, metaValuesOf } from './traceFilter.ts';

const WORDS: Record<FilterName, (value: string) => JSX.Element> = {
  search: (value) => `contains “${value}”`,
  source: (value) => `source = ${value || '(empty)'}`,
  meta: (value) => {
    const [meta] = metaValuesOf(new URLSearchParams([['meta', value]]));
    return meta ? `${meta.path} = ${JSON.stringify(meta.equals)}` : value;
  },
  scoreBy: (value) => `scores by ${value}`,
  scoreMin: (value) => `score ≥ ${value}`,
  scoreMax: (value) => `score ≤ ${value}`,
  scoreLabel: (value) => `label ${value}`,
  stepsMin: (value) => `steps ≥ ${value}`,
  stepsMax: (value) => `steps ≤ ${value}`,
  from: (value) => `stored from ${value}`,
  to: (value) => `stored until ${value}`,
  import: (value) => (
    <>
      imported: <ImportName id={value} />
    </>
  ),
  except: (value) => `but ${numberText(value.split(',').length)} of them`,
  ids: (value) => `${numberText(value.split(',').length)} ids`,
};

/** The parts of the filter in words, each with a way to drop it. */
export function Chips(props: { address: ListAddress }) {
  const parts = () =>
    FILTER_NAMES.flatMap((name) =>
      props.address
        .query()
        .getAll(name)
        .map((value) => ({ name, value })),
    );
  const drop = ({ name, value }: { name: string; value: string }) => {
    const others = props.address
      .query()
      .getAll(name)
      .filter((each) => each !== value);
    props.address.change({ [name]: others });
  };
  return (
    <Show when={parts().length > 0}>
      <ul class={css['trace-chips']} aria-label="Filters">
        <For each={parts()}>
          {(part) => (
            <li>
              <button type="button" class={css['trace-chip']} onClick={() => drop(part)}>
                <span dir="auto">
                  {WORDS[part.name](part.value)}
                  <Show when={!isUnderstoodFilter(part.name, part.value)}>
                    {' '}
                    (not understood, left out)
                  </Show>
                </span>
                <Icon name="cross" />
                <span class="visually-hidden">Drop this filter</span>
              </button>
            </li>
          )}
        </For>
        <li>
          <button
            type="button"
            data-look="link"
            onClick={() =>
              props.address.change(Object.fromEntries(FILTER_NAMES.map((name) => [name, null])))
            }
          >
            Clear all
          </button>
        </li>
      </ul>
    </Show>
  );
}
