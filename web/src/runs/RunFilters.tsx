import { useSearchParams } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { createAddressText } from '../address/createAddressText.ts';
import { LeftOut } from '../address/LeftOut.tsx';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunCountsFragment } from '../graphql/generated/graphql.ts';
import { Choices } from '../ui/Choices.tsx';
import { Field } from '../ui/Field.tsx';
import { numberText } from '../ui/format/number.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './RunFilters.module.css';
import { RunStatus, statusWord } from './RunStatus.tsx';
import { MODES } from './runFacts.ts';
import { filterOf, RUN_CODECS, STATUSES } from './runFilter.ts';

graphql(`
  fragment RunCounts on QueryRunsConnection {
    totalCount
    statuses {
      status
      count
    }
  }
`);

// Where one is in a list holds for its filter only.
const PLACE = ['after', 'before'];

/** Which runs are listed, as the address says, and how many they are. */
export function RunFilters(props: {
  counts: RunCountsFragment | undefined;
  children: JSX.Element;
}) {
  const [search, setSearch] = useSearchParams();
  const filter = () => filterOf(search) ?? {};
  const put = (parameters: Record<string, string | string[] | null>) =>
    setSearch({ after: null, before: null, ...parameters }, { scroll: false });
  const [text, setText] = createAddressText('text', '', PLACE);
  const chosen = () => filter().status ?? [];
  const countOf = (status: (typeof STATUSES)[number]) =>
    props.counts?.statuses.find((one) => one.status === status)?.count ?? 0;
  const chips = () => [
    ...(filter().datasetKeyContains ? [{ name: 'dataset', of: filter().datasetKeyContains }] : []),
    ...(filter().modelIdContains ? [{ name: 'model', of: filter().modelIdContains }] : []),
  ];
  return (
    <form
      class={css['run-filters']}
      aria-label="Filter"
      onSubmit={(event) => event.preventDefault()}
    >
      <Field label="Search" isLabelHidden>
        {(control) => (
          <input
            {...control}
            type="search"
            placeholder="Name, dataset, model or message"
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <Choices
        label="State"
        summary={chosen().map(statusWord).join(', ')}
        groups={[
          {
            choices: STATUSES.map((status) => ({
              value: status,
              name: <RunStatus status={status} />,
              note: numberText(countOf(status)),
            })),
          },
        ]}
        chosen={chosen()}
        choose={(status, isWanted) =>
          put({
            status: STATUSES.filter((one) => (one === status ? isWanted : chosen().includes(one))),
          })
        }
      />
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
      <For each={chips()}>
        {(chip) => (
          <button
            type="button"
            class={css['run-filter-chip']}
            onClick={() => put({ [chip.name]: null })}
          >
            {chip.name}: {chip.of}
            <Icon name="cross" />
            <span class="visually-hidden">Drop this filter</span>
          </button>
        )}
      </For>
      <LeftOut of={RUN_CODECS} />
      <Show when={filterOf(search)}>
        <button
          type="button"
          data-look="link"
          onClick={() => put({ text: null, status: null, mode: null, dataset: null, model: null })}
        >
          Clear
        </button>
      </Show>
      <span class={css['run-filters-end']}>
        <Show when={props.counts}>
          {(counts) => (
            <output>
              {numberText(counts().totalCount)} {counts().totalCount === 1 ? 'run' : 'runs'}
            </output>
          )}
        </Show>
        {props.children}
      </span>
    </form>
  );
}
