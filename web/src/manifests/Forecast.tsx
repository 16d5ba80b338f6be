import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { ForecastFragment } from '../graphql/generated/graphql.ts';
import css from './Forecast.module.css';
import { droppedText, fillText, memoryText, packedText, planText } from './forecastText.ts';

graphql(`
  fragment Forecast on Forecast {
    plan {
      ...ForecastPlan
    }
    packed {
      ...ForecastPlan
    }
    isExact
    basis
    templateProblem
    memoryBytes
  }

  fragment ForecastPlan on TrainingPlan {
    rows
    evaluationRows
    droppedRows
    isPacked
    sequences
    lengths
    fill
    stepsPerEpoch
    totalSteps
  }
`);

/** What the form makes of its rows, as it is written, and what packing would save. */
export function Forecast(props: {
  forecast: ForecastFragment;
  isOld: boolean;
  packRows: () => void;
}) {
  const sentences = () => [
    planText(props.forecast),
    droppedText(props.forecast),
    fillText(props.forecast),
    props.forecast.memoryBytes == null ? undefined : memoryText(props.forecast.memoryBytes),
  ];
  return (
    <div class={css['forecast']} data-testid="steps" aria-live="polite" aria-busy={props.isOld}>
      <p hidden={props.forecast.templateProblem !== null}>
        <For each={sentences().filter((text) => text !== undefined)}>{(text) => `${text} `}</For>
      </p>
      <Show when={props.forecast.templateProblem}>
        {(problem) => (
          <p class="field-error" role="alert">
            Training would refuse the model's chat template: {problem()}.
          </p>
        )}
      </Show>
      <Show when={props.forecast.packed}>
        {(packed) => (
          <p class={css['forecast-offer']}>
            {packedText(packed(), props.forecast)}{' '}
            <button type="button" onClick={() => props.packRows()}>
              Pack rows
            </button>
          </p>
        )}
      </Show>
      <p class="faint">Tokens are {props.forecast.basis}.</p>
    </div>
  );
}
