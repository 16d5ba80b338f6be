import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { CalibrationFragment } from '../graphql/generated/graphql.ts';
import { Uncalibrated } from '../traces/Uncalibrated.tsx';
import { countText, numberText } from '../ui/format/number.ts';
import { shareText } from '../ui/format/share.ts';
import css from './Calibration.module.css';
import '../ui/table.css';

graphql(`
  fragment Calibration on Judge {
    id
    calibration {
      criteria
      categories
      isCalibrated
      confusion {
        person
        judge
        count
      }
      agreement {
        n
        observed
        expected
        kappa
      }
    }
  }
`);

type One = CalibrationFragment['calibration'][number];

/** How a version agrees with people, by each criteria of its rubric. */
export function Calibration(props: { judge: CalibrationFragment }) {
  return (
    <section class="page-part" aria-labelledby="calibration-title" data-testid="calibration">
      <h2 id="calibration-title">Agreement with people</h2>
      <For each={props.judge.calibration}>
        {(one) => (
          <div class={css['calibration']}>
            <h3>
              {one.criteria}{' '}
              <Show when={!one.isCalibrated}>
                <Uncalibrated />
              </Show>
            </h3>
            <p>{agreementText(one)}</p>
            <Show when={one.agreement.n > 0}>
              <Confusion of={one} />
            </Show>
          </div>
        )}
      </For>
    </section>
  );
}

function agreementText({ agreement, isCalibrated }: One): string {
  const { n, observed, expected, kappa } = agreement;
  if (n === 0) return 'No trace has a verdict of this version and one of a person yet.';
  const traces = countText(n, 'trace');
  const shares = `Both say the same of ${shareText(observed)} of ${traces}; by chance it would be ${shareText(expected)}.`;
  if (kappa == null) return `${shares} Cohen’s κ is not defined: both say one and the same of all.`;
  const few = isCalibrated ? '' : ' That is too few to tell.';
  return `Cohen’s κ ${kappa.toFixed(2).replace('-', '−')} (n ${numberText(n)}). ${shares}${few}`;
}

function Confusion(props: { of: One }) {
  const count = (person: string, judge: string) =>
    props.of.confusion.find((cell) => cell.person === person && cell.judge === judge)?.count ?? 0;
  return (
    <div class="table-scroll" tabindex="0">
      <table class={`table ${css['confusion']}`}>
        <caption class="visually-hidden">
          What people said, by row, against what the judge said, by column
        </caption>
        <thead>
          <tr>
            <th scope="col">person ↓ judge →</th>
            <For each={props.of.categories}>
              {(category) => (
                <th scope="col" class="table-number">
                  {category}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.of.categories}>
            {(person) => (
              <tr>
                <th scope="row">{person}</th>
                <For each={props.of.categories}>
                  {(judge) => (
                    <td
                      class="table-number"
                      data-agreed={person === judge}
                      data-none={count(person, judge) === 0}
                    >
                      {numberText(count(person, judge))}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
