import { useSearchParams } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { createAddressText } from '../../../../address/createAddressText.ts';
import { FailureText } from '../FailureText.tsx';
import { RunHistory } from '../history/RunHistory.tsx';
import panel from '../Panel.module.css';
import { Panel } from '../Panel.tsx';
import { createTunixActions } from './createTunixActions.ts';
import { ExportResult } from './ExportResult.tsx';
import { ManifestResult } from './ManifestResult.tsx';
import { RunResult } from './RunResult.tsx';
import { TunixFields } from './TunixFields.tsx';
import css from './TunixPanel.module.css';
import { TunixState } from './TunixState.tsx';

/** A dataset and a model on their way to a run. `?dataset=`, `?model=`, `?output=` and `?run=` stand in the address. */
export function TunixPanel() {
  const [search, setSearch] = useSearchParams<{ run: string }>();
  const [dataset, setDataset] = createAddressText('dataset', '');
  const [model, setModel] = createAddressText('model', 'google/gemma-2b-it');
  const [output, setOutput] = createAddressText('output', './output/tunix_run');
  const [isAsync, setAsync] = createSignal(false);
  const [isRunning, setRunning] = createSignal(false);
  const subject = () => ({
    datasetKey: dataset().trim(),
    modelId: model().trim(),
    outputDir: output().trim(),
  });
  const actions = createTunixActions({
    subject,
    showRun(run) {
      setRunning(run !== undefined);
      setSearch({ run: run ?? null }, { replace: true, scroll: false });
    },
  });
  const isBlocked = () => actions.busy() === 'run' || (isRunning() && !isAsync());
  const cannotStart = () => !subject().datasetKey || actions.busy() !== undefined || isBlocked();
  return (
    <Panel
      testId="tunix:section"
      title="Tunix Integration"
      lead="Take a dataset away, check what training would do, or train."
      isWide
    >
      <TunixState />
      <div class={panel['panel-form']} data-testid="tunix:form">
        <TunixFields
          dataset={dataset()}
          setDataset={setDataset}
          model={model()}
          setModel={setModel}
          output={output()}
          setOutput={setOutput}
          problems={actions.problems()}
        />
        <label class={css['tunix-async']}>
          <input
            type="checkbox"
            id="tunix-async-mode"
            checked={isAsync()}
            onChange={(event) => setAsync(event.currentTarget.checked)}
          />
          Run Async (Non-blocking)
          <span class="faint">The next run can be started before this one has ended.</span>
        </label>
        <div class={panel['panel-actions']}>
          <button
            type="button"
            data-testid="tunix:export-btn"
            disabled={!subject().datasetKey || actions.busy() !== undefined}
            onClick={actions.exportDataset}
          >
            Export JSONL
          </button>
          <button
            type="button"
            data-testid="tunix:manifest-btn"
            disabled={!subject().datasetKey || actions.busy() !== undefined}
            onClick={actions.createManifest}
          >
            Generate Manifest
          </button>
          <button
            type="button"
            data-testid="tunix:run-dry-btn"
            disabled={cannotStart()}
            onClick={() => actions.startRun('DRY_RUN')}
          >
            Run (Dry-run)
          </button>
          <button
            type="button"
            data-testid="tunix:run-local-btn"
            data-look="primary"
            disabled={cannotStart()}
            onClick={() => actions.startRun('LOCAL')}
          >
            Run with Tunix (Local)
          </button>
        </div>
      </div>
      <Show when={isBlocked()}>
        <p class={css['panel-busy']} data-testid="tunix:run-loading" role="status">
          Executing Tunix run...
        </p>
      </Show>
      <FailureText testId="tunix:error" what={actions.failed()} failure={actions.failure()} />
      <Show when={actions.exported()}>{(file) => <ExportResult file={file()} />}</Show>
      <Show when={search.run} keyed>
        {(id) => <RunResult id={id} onEnd={() => setRunning(false)} />}
      </Show>
      <Show when={actions.manifest()}>{(made) => <ManifestResult manifest={made()} />}</Show>
      <RunHistory />
    </Panel>
  );
}
