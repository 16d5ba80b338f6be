import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { choice, TEXT } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import type { ComparedQuery } from '../../graphql/generated/graphql.ts';
import { KeepModel } from '../../models/KeepModel.tsx';
import { LeakMark } from '../../models/LeakMark.tsx';
import { leakText } from '../../models/leakText.ts';
import { createKeys } from '../../shell/keys/keys.ts';
import { IntervalDot } from '../../ui/chart/IntervalDot.tsx';
import { axisOf } from '../../ui/chart/interval.ts';
import { numberText } from '../../ui/format/number.ts';
import {
  type Interval,
  pointsText,
  shareText,
  verdictOf,
  widthText,
} from '../../ui/format/share.ts';
import { intervalOf, subjectText } from '../subject.ts';
import { ComparedRow } from './ComparedRow.tsx';
import css from './Comparison.module.css';

export type Compared = Extract<
  ComparedQuery['compareEvaluations'],
  { __typename: 'EvaluationComparison' }
>;

const PAIRS = ['BROKEN', 'FIXED', 'BOTH_RIGHT', 'BOTH_WRONG'] as const;
const WORDS = {
  BROKEN: 'broken',
  FIXED: 'fixed',
  BOTH_RIGHT: 'both right',
  BOTH_WRONG: 'both wrong',
} as const;

export const PAIR = choice(PAIRS, null);

/** Two evaluations, paired: which is better and how sure that is, and the questions that changed. */
export function Comparison(props: { of: Compared }) {
  const [pair, setPair] = createAddressValue('pair', PAIR);
  const [, setAfter] = createAddressValue('after', TEXT);
  const choose = (wanted: (typeof PAIRS)[number]) => {
    setAfter('');
    setPair(pair() === wanted ? null : wanted);
  };
  createKeys(Object.fromEntries(PAIRS.map((each, index) => [`${index + 1}`, () => choose(each)])));
  const interval = (): Interval => intervalOf(props.of.difference);
  const counts = () => ({
    BROKEN: props.of.broken,
    FIXED: props.of.fixed,
    BOTH_RIGHT: props.of.bothRight,
    BOTH_WRONG: props.of.bothWrong,
  });
  return (
    <>
      <For each={props.of.differentConditions}>
        {(each) => (
          <p class={css['unlike']} role="alert">
            The two were not asked under the same conditions: <code>{each.path}</code> is{' '}
            <code>{JSON.stringify(each.base)}</code> and <code>{JSON.stringify(each.other)}</code>.
          </p>
        )}
      </For>
      <section class={css['verdict']} aria-label="Verdict" data-testid="verdict">
        <p>
          <strong>{sentence(props.of, interval())}</strong>
        </p>
        <IntervalDot
          label={pointsText(props.of.difference.value, interval())}
          value={props.of.difference.value}
          interval={interval()}
          axis={axisOf([interval()], { hasZero: true })}
          hasZero
        />
        <p class="faint">
          A <A href={`/evaluations/${props.of.base.id}`}>{subjectText(props.of.base)}</A>{' '}
          {shareText(props.of.baseAccuracy)} · B{' '}
          <A href={`/evaluations/${props.of.other.id}`}>{subjectText(props.of.other)}</A>{' '}
          {shareText(props.of.otherAccuracy)} · n {numberText(props.of.rows)} ·{' '}
          {props.of.test.kind === 'MCNEMAR' ? 'McNemar' : 'sign test'} p{' '}
          {pText(props.of.test.pValue)} · tells differences over{' '}
          {widthText(props.of.visibleDifference)} apart
        </p>
        <Show when={leakText(props.of.base.leaks)}>
          <p>
            A was <LeakMark of={props.of.base} />.
          </p>
        </Show>
        <Show when={leakText(props.of.other.leaks)}>
          <p>
            B was <LeakMark of={props.of.other} />: that it is right there says little about others.
          </p>
        </Show>
        <Show when={props.of.other.step > 0 ? props.of.other.startRun : undefined}>
          {(training) => (
            <p>
              B: <KeepModel runId={training().id} step={props.of.other.step} known={training()} />
            </p>
          )}
        </Show>
        <For each={props.of.noise}>
          {(noise) => (
            <p class="faint">
              With another seed {noise.of === 'BASE' ? 'A' : 'B'} differs from itself by{' '}
              {pointsText(noise.difference.value, intervalOf(noise.difference))}.
            </p>
          )}
        </For>
        <Show when={props.of.baseOnly + props.of.otherOnly > 0}>
          <p class="faint">
            {numberText(props.of.baseOnly + props.of.otherOnly)} questions have verdicts on one side
            alone, and are left out.
          </p>
        </Show>
      </section>
      <fieldset class={css['counts']}>
        <legend class="visually-hidden">What became of questions</legend>
        <For each={PAIRS}>
          {(each, index) => (
            <button type="button" aria-pressed={pair() === each} onClick={() => choose(each)}>
              {WORDS[each]} <strong>{numberText(counts()[each])}</strong> <kbd>{index() + 1}</kbd>
            </button>
          )}
        </For>
      </fieldset>
      <Show
        when={props.of.pairs.rows.length > 0}
        fallback={<p class="empty-note">No question of this kind.</p>}
      >
        <For each={props.of.pairs.rows}>
          {(row, index) => <ComparedRow row={row} isOpen={index() === 0} />}
        </For>
        <Show when={props.of.pairs.cursor}>
          {(cursor) => (
            <button type="button" onClick={() => setAfter(cursor())}>
              More questions
            </button>
          )}
        </Show>
      </Show>
    </>
  );
}

function sentence({ difference, isTold }: Compared, interval: Interval): string {
  const points = pointsText(difference.value, interval);
  if (!isTold) return `Cannot tell: B is ${points} against A`;
  return `B is ${verdictOf(interval)} than A: ${points}`;
}

function pText(value: number): string {
  return value < 0.001 ? 'under 0.001' : value.toFixed(3);
}
