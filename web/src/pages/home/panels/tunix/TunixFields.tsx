import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { TINY_MODEL } from '../../../../../../server/manifests/fields.ts';
import { DatasetOptions } from '../../../../datasets/DatasetOptions.tsx';
import { ModelOptions } from '../../../../manifests/ModelOptions.tsx';
import { Field } from '../../../../ui/Field.tsx';
import css from '../Panel.module.css';

/** What to train on, what, and where the result goes: chosen from a list, or typed. */
export function TunixFields(props: {
  dataset: string;
  setDataset: (text: string) => void;
  model: string;
  setModel: (text: string) => void;
  output: string;
  setOutput: (text: string) => void;
  problems: Record<string, string>;
}) {
  const formAddress = () =>
    `/manifests/new?${new URLSearchParams({
      dataset: props.dataset,
      model: props.model,
      outputDir: props.output,
    })}`;
  return (
    <div class={css['panel-fields']}>
      <Field
        label="Dataset Key (e.g., ungar_hcd-v1)"
        id="tunix-dataset-key"
        error={props.problems['datasetKey']}
        hint={
          <Show when={props.dataset.trim()} fallback={<A href="/datasets/new">Build a dataset</A>}>
            {(key) => <A href={`/datasets/${encodeURIComponent(key())}`}>Open the dataset</A>}
          </Show>
        }
      >
        {(control) => (
          <>
            <input
              {...control}
              data-testid="tunix:dataset-key"
              list="tunix-datasets"
              placeholder="my_dataset-v1"
              autocomplete="off"
              spellcheck={false}
              value={props.dataset}
              onInput={(event) => props.setDataset(event.currentTarget.value)}
            />
            <DatasetOptions id="tunix-datasets" />
          </>
        )}
      </Field>
      <Field
        label="Model ID"
        id="tunix-model-id"
        error={props.problems['modelId']}
        hint={
          props.model.trim() === TINY_MODEL
            ? 'Starts from random weights, so it trains at learning rate 0.005, cosine, 256 tokens'
            : `Nothing to download with ${TINY_MODEL}`
        }
      >
        {(control) => (
          <>
            <input
              {...control}
              data-testid="tunix:model-id"
              list="tunix-models"
              placeholder="google/gemma-2b-it"
              autocomplete="off"
              spellcheck={false}
              value={props.model}
              onInput={(event) => props.setModel(event.currentTarget.value)}
            />
            <ModelOptions id="tunix-models" />
          </>
        )}
      </Field>
      <Field
        label="Output Directory"
        id="tunix-output-dir"
        error={props.problems['outputDir']}
        hint={<A href={formAddress()}>Set the training values</A>}
      >
        {(control) => (
          <input
            {...control}
            data-testid="tunix:output-dir"
            placeholder="./output/tunix_run"
            autocomplete="off"
            spellcheck={false}
            value={props.output}
            onInput={(event) => props.setOutput(event.currentTarget.value)}
          />
        )}
      </Field>
    </div>
  );
}
