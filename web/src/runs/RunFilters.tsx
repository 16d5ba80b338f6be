import { useSearchParams } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { createAddressText } from '../address/createAddressText.ts';
import { LeftOut } from '../address/LeftOut.tsx';
import { DatasetOptions } from '../datasets/DatasetOptions.tsx';
import { Field } from '../ui/Field.tsx';
import css from './RunFilters.module.css';
import { RunStatus } from './RunStatus.tsx';
import { MODES } from './runFacts.ts';
import { filterOf, RUN_CODECS, STATUSES } from './runFilter.ts';

// Where one is in a list holds for its filter only.
const PLACE = ['after', 'before'];

/** Which runs are listed, as the address says. */
export function RunFilters() {
  const [search, setSearch] = useSearchParams();
  const filter = () => filterOf(search) ?? {};
  const put = (parameters: Record<string, string | string[] | null>) =>
    setSearch({ after: null, before: null, ...parameters }, { scroll: false });
  const [dataset, setDataset] = createAddressText('dataset', '', PLACE);
  const [model, setModel] = createAddressText('model', '', PLACE);
  const toggle = (status: (typeof STATUSES)[number], isWanted: boolean) =>
    put({
      status: STATUSES.filter((one) =>
        one === status ? isWanted : filter().status?.includes(one),
      ),
    });
  return (
    <form
      class={css['run-filters']}
      aria-label="Filter"
      onSubmit={(event) => event.preventDefault()}
    >
      <fieldset>
        <legend class="visually-hidden">Status</legend>
        <For each={STATUSES}>
          {(status) => (
            <label>
              <input
                type="checkbox"
                class="visually-hidden"
                checked={filter().status?.includes(status) ?? false}
                onChange={(event) => toggle(status, event.currentTarget.checked)}
              />
              <RunStatus status={status} />
            </label>
          )}
        </For>
      </fieldset>
      <Field label="Mode" isLabelHidden>
        {(control) => (
          <select
            {...control}
            onChange={(event) => put({ mode: event.currentTarget.value || null })}
          >
            <option value="" selected={!filter().mode}>
              Any mode
            </option>
            <For each={Object.entries(MODES)}>
              {([mode, word]) => (
                <option value={mode} selected={filter().mode === mode}>
                  {word}
                </option>
              )}
            </For>
          </select>
        )}
      </Field>
      <Field label="Dataset" isLabelHidden>
        {(control) => (
          <input
            {...control}
            type="search"
            list="run-datasets"
            placeholder="Any part of a dataset"
            value={dataset()}
            onInput={(event) => setDataset(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label="Model" isLabelHidden>
        {(control) => (
          <input
            {...control}
            type="search"
            placeholder="Any part of a model"
            value={model()}
            onInput={(event) => setModel(event.currentTarget.value)}
          />
        )}
      </Field>
      <DatasetOptions id="run-datasets" />
      <LeftOut of={RUN_CODECS} />
      <Show when={filterOf(search)}>
        <button
          type="button"
          data-look="link"
          onClick={() => put({ status: null, mode: null, dataset: null, model: null })}
        >
          Clear
        </button>
      </Show>
    </form>
  );
}
