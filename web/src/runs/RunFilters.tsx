import { useSearchParams } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { createAddressText } from '../address/createAddressText.ts';
import { LeftOut } from '../address/LeftOut.tsx';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunCountsFragment } from '../graphql/generated/graphql.ts';
import { Choices } from '../ui/Choices.tsx';
import { Field } from '../ui/Field.tsx';
import { countText, numberText } from '../ui/format/number.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './RunFilters.module.css';
import { RunStatus } from './RunStatus.tsx';
import { KINDS, MODES } from './runFacts.ts';
import { filterOf, RUN_CODECS, STATUSES } from './runFilter.ts';
import { statusWord } from './statusLooks.ts';

graphql(`
  fragment RunCounts on QueryRunsConnection {
    totalCount
    archivedCount
    statuses {
      status
      count
    }
  }
`);

const ARCHIVED_WORDS = { ALONE: 'put aside', INCLUDED: 'put aside or not' };

// A training is no dry run of one.
const WORK = [
  { name: 'Any kind', mode: null, kind: null },
  { name: MODES.DRY_RUN, mode: 'DRY_RUN', kind: null },
  { name: 'All but dry runs', mode: 'LOCAL', kind: null },
  { name: KINDS.SFT, mode: 'LOCAL', kind: 'SFT' },
  { name: KINDS.EVALUATION, mode: null, kind: 'EVALUATION' },
  { name: KINDS.EXPORT, mode: null, kind: 'EXPORT' },
] as const;

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
  // An address may say of a kind more than its name does: `kind=EVALUATION&mode=LOCAL`.
  const chosenWork = () => {
    const { mode = null, kind } = filter();
    const named = WORK.filter((work) => work.kind === (kind?.[0] ?? null));
    return named.find((work) => work.mode === mode) ?? named[0];
  };
  const archivedChip = () => {
    const archived = filter().archived;
    return archived === 'ALONE' || archived === 'INCLUDED'
      ? [{ name: 'archived', of: ARCHIVED_WORDS[archived] }]
      : [];
  };
  const chips = () => [
    ...(filter().datasetKeyContains ? [{ name: 'dataset', of: filter().datasetKeyContains }] : []),
    ...(filter().modelIdContains ? [{ name: 'model', of: filter().modelIdContains }] : []),
    ...(filter().tags ? [{ name: 'tag', of: filter().tags?.join(', ') }] : []),
    ...archivedChip(),
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
            placeholder="Name, tag, dataset, model, message"
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
      <Field label="Kind" isLabelHidden>
        {(control) => (
          <select
            {...control}
            onChange={(event) => {
              const work = WORK[event.currentTarget.selectedIndex];
              put({ mode: work?.mode ?? null, kind: work?.kind ?? null });
            }}
          >
            <For each={WORK}>
              {(work) => <option selected={work === chosenWork()}>{work.name}</option>}
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
          onClick={() =>
            put({
              text: null,
              status: null,
              mode: null,
              kind: null,
              dataset: null,
              model: null,
              tag: null,
              archived: null,
            })
          }
        >
          Clear
        </button>
      </Show>
      <span class={css['run-filters-end']}>
        <Show when={props.counts}>
          {(counts) => <output>{countText(counts().totalCount, 'run')}</output>}
        </Show>
        <Show when={!filter().archived && (props.counts?.archivedCount ?? 0)}>
          {(count) => (
            <button type="button" data-look="link" onClick={() => put({ archived: 'ALONE' })}>
              {numberText(count())} put aside
            </button>
          )}
        </Show>
        {props.children}
      </span>
    </form>
  );
}
