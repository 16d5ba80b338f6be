import { createQuery } from '@urql/solid';
import { Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import { debounced } from '../ui/debounced.ts';
import { durationText } from '../ui/format/duration.ts';
import { numberText } from '../ui/format/number.ts';
import { widthText } from '../ui/format/share.ts';
import css from './EvaluationForm.module.css';
import type { Asked } from './evaluationFormProps.ts';
import type { EvaluationForm } from './form.ts';

const EvaluationForecastDocument = graphql(`
  query EvaluationForecast(
    $datasetKey: String!
    $split: String
    $modelId: String
    $stepCount: Int!
    $samples: Int!
    $maxNewTokens: Int!
  ) {
    evaluationForecast(
      datasetKey: $datasetKey
      split: $split
      modelId: $modelId
      stepCount: $stepCount
      samples: $samples
      maxNewTokens: $maxNewTokens
    ) {
      ... on EvaluationForecast {
        rows
        leftOut
        samples
        mostTokens
        visibleDifference
        seconds
      }
      ... on Error {
        message
      }
    }
  }
`);

const WAIT = 300;

/** What would be asked, how small a difference that can tell, and how long it takes. */
export function EvaluationForecast(props: { form: EvaluationForm; asked: Asked }) {
  const variables = debounced(
    () => ({
      datasetKey: props.form['dataset'] ?? '',
      split: props.form['split'] || null,
      modelId: props.asked.run?.modelId ?? props.form['model'] ?? null,
      stepCount: Math.max(1, props.asked.stepCount),
      samples: Number(props.form['samples']) || 1,
      maxNewTokens: Number(props.form['maxNewTokens']) || 1,
    }),
    WAIT,
  );
  const [result] = createQuery({
    query: EvaluationForecastDocument,
    variables,
    pause: () => !variables().datasetKey,
  });
  const forecast = () => {
    const found = result.data?.evaluationForecast;
    return found && 'rows' in found ? found : undefined;
  };
  return (
    <Show when={props.form['dataset'] ? forecast() : undefined}>
      {(found) => (
        <section
          class={css['forecast']}
          aria-label="What would be asked"
          data-testid="evaluation-forecast"
        >
          <Show
            when={found().rows > 0}
            fallback={
              <p class="field-error">
                None of its {numberText(found().leftOut)} rows has an expected answer. Import
                questions with their answers, or choose another dataset.
              </p>
            }
          >
            <p>
              <strong>{numberText(found().rows)} questions</strong>
              <Show when={found().leftOut > 0}>
                , {numberText(found().leftOut)} rows without an expected answer left out
              </Show>
            </p>
            <p>
              {numberText(found().samples)} samples, at most {numberText(found().mostTokens)} tokens
              <Show when={found().seconds}>
                {(seconds) => `, about ${durationText(seconds())} at the speed of the last one`}
              </Show>
            </p>
            <p>
              It can tell differences over <strong>{widthText(found().visibleDifference)}</strong>{' '}
              apart; a smaller one may be chance.
            </p>
          </Show>
        </section>
      )}
    </Show>
  );
}
