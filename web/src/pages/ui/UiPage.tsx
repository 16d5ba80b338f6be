import { createSignal, For, type JSX } from 'solid-js';
import { Alert } from '../../ui/Alert.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { IntervalDot } from '../../ui/chart/IntervalDot.tsx';
import { axisOf } from '../../ui/chart/interval.ts';
import { Sparkline } from '../../ui/chart/Sparkline.tsx';
import { Digest } from '../../ui/Digest.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Field } from '../../ui/Field.tsx';
import { bytesText } from '../../ui/format/bytes.ts';
import { durationText } from '../../ui/format/duration.ts';
import { numberText } from '../../ui/format/number.ts';
import { type Interval, pointsText, shareText, verdictOf } from '../../ui/format/share.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { OutcomeBar } from '../../ui/outcome/OutcomeBar.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PeekPane } from '../../ui/PeekPane.tsx';
import { ProblemBox } from '../../ui/ProblemBox.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Snippet } from '../../ui/Snippet.tsx';
import { type Direction, SortHead } from '../../ui/SortHead.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Time } from '../../ui/Time.tsx';
import { Trail } from '../../ui/Trail.tsx';
import '../../ui/table.css';
import css from './UiPage.module.css';

const COUNTS = { correct: 809, wrong: 290, unanswered: 80, 'cut-off': 135, error: 5 };
const MODELS = [
  { name: 'run-12@180', share: 0.613, interval: [0.592, 0.634] },
  { name: 'run-09@99', share: 0.601, interval: [0.58, 0.622] },
  { name: 'base', share: 0.571, interval: [0.55, 0.592] },
] satisfies { name: string; share: number; interval: Interval }[];
const DIFFERENCES: [number, Interval][] = [
  [0.042, [0.018, 0.067]],
  [0.008, [-0.017, 0.033]],
  [-0.03, [-0.05, -0.011]],
];

/** Every part that pages share, with what it is made for. */
export function UiPage() {
  const [direction, setDirection] = createSignal<Direction>('DESC');
  const [chosen, setChosen] = createSignal<string[]>(['state']);
  const [isPeeking, setPeeking] = createSignal(true);
  const models = () =>
    MODELS.toSorted((one, other) =>
      direction() === 'DESC' ? other.share - one.share : one.share - other.share,
    );
  const axis = () => axisOf(MODELS.map(({ interval }) => interval));
  const differences = () =>
    axisOf(
      DIFFERENCES.map(([, interval]) => interval),
      { hasZero: true },
    );
  return (
    <div class={`page ${css['ui-page']}`} data-width="wide">
      <PageHeader
        title="Parts"
        above={[{ href: '/', name: 'Overview' }]}
        actions={
          <Menu
            label="Actions"
            items={[
              { name: 'Do it', choose: () => {} },
              { name: 'Not now', choose: () => {}, obstacle: 'Why it can’t be done.' },
            ]}
          />
        }
      >
        What all pages are built from.
      </PageHeader>
      <Tabs
        label="Example"
        of={[
          { id: 'one', name: 'One', href: '/ui' },
          { id: 'two', name: 'Two', href: '/ui?tab=two', count: 1_234 },
        ]}
        shown="one"
      />
      <Part name="Outcomes">
        <OutcomeBar counts={COUNTS} hasShares />
        <OutcomeBar counts={{ ...COUNTS, 'cut-off': 0, error: 0 }} />
      </Part>
      <Part name="Numbers that are sure to a degree, in a table that is ordered">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Model</th>
              <SortHead
                class="table-number"
                direction={direction()}
                first="DESC"
                sort={setDirection}
              >
                Accuracy
              </SortHead>
              <th scope="col">Interval</th>
            </tr>
          </thead>
          <tbody>
            <For each={models()}>
              {({ name, share, interval }) => (
                <tr>
                  <th scope="row">{name}</th>
                  <td class="table-number">{shareText(share, interval)}</td>
                  <td>
                    <IntervalDot
                      label={shareText(share, interval)}
                      value={share}
                      interval={interval}
                      axis={axis()}
                      isUnfinished={name === 'base'}
                    />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Part>
      <Part name="Differences">
        <For each={DIFFERENCES}>
          {([value, interval]) => (
            <p class={css['ui-difference']}>
              <span>{pointsText(value, interval)}</span>
              <IntervalDot
                label={pointsText(value, interval)}
                value={value}
                interval={interval}
                axis={differences()}
                hasZero
              />
              <span>{verdictOf(interval)}</span>
            </p>
          )}
        </For>
      </Part>
      <Part name="Where it comes from">
        <Trail
          label="Lineage"
          stops={[
            { name: 'gemma-270m', note: 'base' },
            { name: 'sft gsm8k #12', note: 'step 99', href: '/runs' },
            { name: 'v3', note: 'champion' },
          ]}
        />
      </Part>
      <Part name="Choices and fields">
        <div>
          <Choices
            label="Columns"
            summary={chosen().join(', ')}
            groups={[
              {
                choices: [
                  { value: 'state', name: 'State', note: '3' },
                  { value: 'model', name: 'Model' },
                ],
              },
            ]}
            chosen={chosen()}
            choose={(value, isChosen) =>
              setChosen((all) => [
                ...all.filter((one) => one !== value),
                ...(isChosen ? [value] : []),
              ])
            }
          />
        </div>
        <Field label="Rank" hint="1 to 512, 8 unless said" error="Expected 1 to 512, got 0">
          {(control) => <input {...control} value="0" />}
        </Field>
      </Part>
      <Part name="States">
        <EmptyState title="Nothing yet">
          <p>What it is, and one thing to do.</p>
        </EmptyState>
        <Skeleton width="24ch" />
        <TableSkeleton rows={2} />
        <ProblemBox>
          <Icon name="alert" />
          <p>What failed, and what to do.</p>
          <button type="button">Try again</button>
        </ProblemBox>
        <Alert text="What is in the way." />
      </Part>
      <Part name="Texts and numbers">
        <p>
          {numberText(30_000)} · {bytesText(3_984_588)} · {durationText(158.5)} ·{' '}
          <Time at={new Date(Date.now() - 180_000).toISOString()} /> ·{' '}
          <Digest value="06af3677d2e1b4a90c" />{' '}
          <CopyButton text="copied" source={() => undefined} />
        </p>
        <Sparkline label="From 6.3 to 3.6" steps={[1, 2, 3, 4]} values={[6.3, 5, null, 3.6]} />
        <Snippet title="GraphQL" code="{ health { status } }" />
      </Part>
      {isPeeking() && (
        <PeekPane title="A row" close={() => setPeeking(false)}>
          <p>Beside the list from 1,600 pixels on.</p>
        </PeekPane>
      )}
    </div>
  );
}

function Part(props: { name: string; children: JSX.Element }) {
  return (
    <section class="page-part">
      <h2>{props.name}</h2>
      {props.children}
    </section>
  );
}
