import { createEffect, createSignal, For, on, Show } from 'solid-js';
import { choice, integer, TEXT } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { createKeys } from '../../shell/keys/keys.ts';
import { numberText } from '../../ui/format/number.ts';
import { shareText } from '../../ui/format/share.ts';
import { outcomeKind } from '../../ui/outcome/outcomes.ts';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import { OUTCOME_NAMES } from '../outcomeCounts.ts';
import { OpenRow, RowLine } from './AnsweredRow.tsx';
import css from './AnsweredRows.module.css';
import { type GroupOfRows, valueOfGroup } from './groupOfRows.ts';
import '../../ui/table.css';

const EvaluationRowsDocument = graphql(`
  query EvaluationRows($id: ID!, $filter: EvaluationRowFilter, $after: Int!, $first: Int!) {
    evaluation(id: $id) {
      id
      rows(filter: $filter, after: $after, first: $first) {
        cursor
        rows {
          question {
            row
          }
          ...AnsweredRow
        }
      }
    }
  }
`);

const PAGE = 25;
const OUTCOMES = ['CORRECT', 'WRONG', 'NO_ANSWER', 'CUT_OFF', 'ERROR'] as const;
const OUTCOME = choice(OUTCOMES, null);
const AFTER = integer({ min: -1, max: 10_000_000 }, -1);

/** The questions of an evaluation with what the model answered: filtered by digits, gone through by j and k. */
export function AnsweredRows(props: {
  id: string;
  /** How many samples there are by now, which says when to read again. */
  sampleCount: number;
  groups: GroupOfRows[];
}) {
  const [outcome, setOutcome] = createAddressValue('outcome', OUTCOME);
  const [group, setGroup] = createAddressValue('group', TEXT);
  const [after, setAfter] = createAddressValue('after', AFTER);
  const [open, setOpen] = createSignal<number>();
  const [sample, setSample] = createSignal(0);
  const chosenGroup = () => props.groups.find((each) => valueOfGroup(each) === group());
  const query = createFreshQuery({
    query: EvaluationRowsDocument,
    variables: () => ({
      id: props.id,
      first: PAGE,
      after: after(),
      filter: {
        outcomes: outcome() ? [outcome() as (typeof OUTCOMES)[number]] : null,
        meta: chosenGroup()
          ? { path: chosenGroup()?.path ?? '', value: chosenGroup()?.value ?? '' }
          : null,
      },
    }),
  });
  createEffect(on(() => props.sampleCount, query.refetch, { defer: true }));
  const rows = () => query.data()?.evaluation?.rows.rows ?? [];
  const select = (row: number | undefined) => {
    setOpen(row);
    setSample(0);
  };
  const go = (by: number) => {
    const all = rows();
    const at = all.findIndex(({ question }) => question.row === open());
    const next =
      all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
    if (!next) return;
    select(next.question.row);
    document.getElementById(`row-${next.question.row}`)?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (wanted: (typeof OUTCOMES)[number] | null) => {
    setOutcome(outcome() === wanted ? null : wanted);
    setAfter(-1);
    select(undefined);
  };
  createKeys({
    j: () => go(1),
    k: () => go(-1),
    Escape: () => select(undefined),
    '[': () => setSample(Math.max(0, sample() - 1)),
    ']': () => setSample(sample() + 1),
    ...Object.fromEntries(OUTCOMES.map((each, index) => [`${index + 1}`, () => choose(each)])),
  });
  return (
    <section aria-label="Questions" class={css['answered']}>
      <div class={css['tools']}>
        <fieldset class={css['outcomes']}>
          <legend class="visually-hidden">Outcome</legend>
          <For each={OUTCOMES}>
            {(each, index) => (
              <button
                type="button"
                aria-pressed={outcome() === each}
                data-look="chip"
                onClick={() => choose(each)}
              >
                {outcomeKind(OUTCOME_NAMES[each]).shape} {outcomeKind(OUTCOME_NAMES[each]).word}{' '}
                <kbd>{index() + 1}</kbd>
              </button>
            )}
          </For>
        </fieldset>
        <Show when={props.groups.length > 0}>
          <label>
            <span class="visually-hidden">Group</span>
            <select
              onChange={(event) => {
                setGroup(event.currentTarget.value);
                setAfter(-1);
              }}
            >
              <option value="">All questions</option>
              <For each={props.groups}>
                {(each) => (
                  <option value={valueOfGroup(each)} selected={valueOfGroup(each) === group()}>
                    {each.path} = {each.value} ({numberText(each.rows)},{' '}
                    {shareText(each.accuracy.value)})
                  </option>
                )}
              </For>
            </select>
          </label>
        </Show>
      </div>
      <Loaded query={query} skeleton={<TableSkeleton rows={6} />}>
        {(data) => (
          <Show
            when={rows().length > 0}
            fallback={
              <p class="empty-note">
                {outcome() || group() ? 'No question matches this.' : 'No answers yet.'}
              </p>
            }
          >
            <div class="table-scroll">
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">Question</th>
                    <th scope="col">Expected</th>
                    <th scope="col">Extracted</th>
                    <th scope="col">Answers</th>
                    <th scope="col" class="table-number">
                      Tokens
                    </th>
                  </tr>
                </thead>
                <tbody>
                  <For each={rows()}>
                    {(row) => (
                      <>
                        <RowLine
                          row={row}
                          isOpen={open() === row.question.row}
                          toggle={() =>
                            select(open() === row.question.row ? undefined : row.question.row)
                          }
                        />
                        <Show when={open() === row.question.row}>
                          <OpenRow row={row} sample={sample()} choose={setSample} />
                        </Show>
                      </>
                    )}
                  </For>
                </tbody>
              </table>
            </div>
            <nav class={css['pages']} aria-label="Pages">
              <span class="faint">j and k go through the questions, [ and ] through answers</span>
              <Show when={after() >= 0}>
                <button type="button" data-look="link" onClick={() => setAfter(-1)}>
                  To the first
                </button>
              </Show>
              <Show when={data().evaluation?.rows.cursor != null}>
                <button
                  type="button"
                  data-look="link"
                  onClick={() => {
                    select(undefined);
                    setAfter(data().evaluation?.rows.cursor ?? -1);
                  }}
                >
                  Next
                </button>
              </Show>
            </nav>
          </Show>
        )}
      </Loaded>
    </section>
  );
}
