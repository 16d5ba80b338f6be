import { createSignal, For, type JSX, Show } from 'solid-js';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import {
  EXPORT_CODECS,
  type ExportChoices,
  FILES,
  FORMATS,
  hasReasoning,
  inputOf,
  isOfPairs,
  marginProblem,
  REASONING,
} from './choices.ts';
import css from './ExportDialog.module.css';
import { ExportPreview } from './ExportPreview.tsx';

/** Chooses what a dataset is exported as, shows how it would begin, and offers the file. */
export function ExportDialog(props: { datasetKey: string }) {
  const [format, setFormat] = createAddressValue('export', EXPORT_CODECS.export);
  return (
    <>
      <button type="button" onClick={() => setFormat('messages')}>
        Export…
      </button>
      <Show when={format()}>
        {(chosen) => (
          <Dialog title={`Export ${props.datasetKey}`} close={() => setFormat(null)}>
            <Choices
              datasetKey={props.datasetKey}
              format={chosen()}
              setFormat={setFormat}
              close={() => setFormat(null)}
            />
          </Dialog>
        )}
      </Show>
    </>
  );
}

function Choices(props: {
  datasetKey: string;
  format: ExportChoices['format'];
  setFormat: (format: ExportChoices['format']) => void;
  close: () => void;
}) {
  const [file, setFile] = createAddressValue('file', EXPORT_CODECS.file);
  const [reasoning, setReasoning] = createAddressValue('reasoning', EXPORT_CODECS.reasoning);
  const [criteria, setCriteria] = createAddressValue('criteria', EXPORT_CODECS.criteria);
  const [margin, setMargin] = createAddressValue('margin', EXPORT_CODECS.margin);
  const [licence, setLicence] = createAddressValue('licence', EXPORT_CODECS.licence);
  const choices = (): ExportChoices => ({
    format: props.format,
    file: file(),
    reasoning: reasoning(),
    criteria: criteria(),
    margin: margin(),
    licence: licence(),
  });
  return (
    <>
      <div class={css['export-choices']}>
        <Select
          label="Format"
          hint={FORMATS[props.format].help}
          options={namesOf(FORMATS).map((name) => ({ value: name, text: name }))}
          chosen={props.format}
          choose={props.setFormat}
        />
        <Select
          label="File"
          options={namesOf(FILES).map((name) => ({ value: name, text: FILES[name].name }))}
          chosen={file()}
          choose={setFile}
        />
        <Show when={hasReasoning(choices())}>
          <Select
            label="Reasoning"
            options={namesOf(REASONING).map((name) => ({
              value: name,
              text: REASONING[name].name,
            }))}
            chosen={reasoning()}
            choose={setReasoning}
          />
        </Show>
        <Show when={isOfPairs(choices())}>
          <Text
            label="Criteria"
            hint="Which score tells the better one"
            placeholder="baseline"
            value={criteria()}
            put={setCriteria}
          />
          <Text
            label="Least margin"
            hint="By which it is better"
            placeholder="0"
            value={margin()}
            put={setMargin}
            problem={marginProblem}
          />
        </Show>
        <Show when={file() === 'tar'}>
          <Text
            label="Licence"
            hint="As the card names it, such as cc-by-4.0"
            placeholder="unknown"
            value={licence()}
            put={setLicence}
          />
        </Show>
      </div>
      <ExportPreview input={inputOf(props.datasetKey, choices())}>
        {(url) => (
          <DialogActions>
            <button type="button" onClick={props.close}>
              Close
            </button>
            <Show when={url()}>
              {(href) => (
                <a class="button" data-look="primary" href={href()} rel="external" download="">
                  Download
                </a>
              )}
            </Show>
          </DialogActions>
        )}
      </ExportPreview>
    </>
  );
}

function Select<Value extends string>(props: {
  label: string;
  hint?: JSX.Element;
  options: { value: Value; text: string }[];
  chosen: Value;
  choose: (value: Value) => void;
}) {
  const choose = (text: string) => {
    const option = props.options.find(({ value }) => value === text);
    if (option) props.choose(option.value);
  };
  return (
    <Field label={props.label} hint={props.hint}>
      {(control) => (
        <select {...control} onChange={(event) => choose(event.currentTarget.value)}>
          <For each={props.options}>
            {({ value, text }) => (
              <option value={value} selected={value === props.chosen}>
                {text}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}

/** What is wrong is not put into the address, but stays to be corrected. */
function Text(props: {
  label: string;
  hint: string;
  placeholder: string;
  value: string;
  put: (value: string) => void;
  problem?: (text: string) => string | undefined;
}) {
  const [typed, setTyped] = createSignal(props.value);
  return (
    <Field label={props.label} hint={props.hint} error={props.problem?.(typed())}>
      {(control) => (
        <input
          {...control}
          autocomplete="off"
          placeholder={props.placeholder}
          value={props.value}
          onInput={({ currentTarget: { value } }) => {
            setTyped(value);
            if (!props.problem?.(value)) props.put(value);
          }}
        />
      )}
    </Field>
  );
}

function namesOf<Name extends string>(named: Record<Name, unknown>): Name[] {
  // The type says so, which `Object.keys` does not read.
  return Object.keys(named) as Name[];
}
