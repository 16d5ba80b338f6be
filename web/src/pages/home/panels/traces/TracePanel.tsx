import { A, useSearchParams } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { createMutation } from '../../../../graphql/createMutation.ts';
import { type Failure, placeOf } from '../../../../graphql/failure.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import { showToast } from '../../../../shell/toasts/toasts.ts';
import { Field } from '../../../../ui/Field.tsx';
import { FailureText } from '../FailureText.tsx';
import css from '../Panel.module.css';
import { Panel } from '../Panel.tsx';
import { EXAMPLE_TRACE } from './exampleTrace.ts';
import { FetchedTrace } from './FetchedTrace.tsx';
import { fileField, type Misreading, parseTrace } from './parseTrace.ts';

const UploadTraceDocument = graphql(`
  mutation UploadTrace($input: TraceInput!) {
    outcome: createTrace(input: $input) {
      __typename
      ... on Trace {
        id
      }
      ... on ValidationError {
        message
        issues {
          path
          message
        }
      }
    }
  }
`);

const EXAMPLE = JSON.stringify(EXAMPLE_TRACE, null, 2);

/** Stores a pasted trace, and shows one that is stored. `?trace=` says which. */
export function TracePanel() {
  const creation = createMutation();
  const [search, setSearch] = useSearchParams<{ trace: string }>();
  const [text, setText] = createSignal('');
  const [id, setId] = createSignal(search.trace ?? '');
  const [uploaded, setUploaded] = createSignal('');
  const [misread, setMisread] = createSignal<Misreading>();
  const failure = () => placed(misread()) ?? inFileTerms(creation.failure());

  const loadExample = () => {
    const replaced = text();
    setText(EXAMPLE);
    setMisread(undefined);
    creation.forget();
    if (!replaced.trim() || replaced === EXAMPLE) return;
    const undo = { name: 'Undo', run: () => setText(replaced) };
    showToast('The example took the place of what was there.', undo);
  };
  const upload = async () => {
    setUploaded('');
    creation.forget();
    const parsed = parseTrace(text());
    setMisread('failure' in parsed ? parsed.failure : undefined);
    if ('failure' in parsed) return;
    const trace = await creation.mutate(UploadTraceDocument, { input: parsed.input });
    if (!trace) return;
    setUploaded(trace.id);
    setId(trace.id);
  };
  const show = (event: SubmitEvent) => {
    event.preventDefault();
    if (id().trim()) setSearch({ trace: id().trim() }, { replace: true, scroll: false });
  };
  return (
    <Panel
      testId="trace:section"
      title="Reasoning Traces"
      lead={
        <>
          Paste one trace. For whole files, <A href="/imports/new">import them</A>.
        </>
      }
    >
      <div class={css['panel-form']} data-testid="trace:input-container">
        <Field label="Trace JSON" id="trace-json">
          {(control) => (
            <textarea
              {...control}
              data-testid="trace:json"
              class={css['panel-code']}
              rows={10}
              spellcheck={false}
              placeholder="Enter trace JSON here or click 'Load Example'"
              value={text()}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class={css['panel-actions']} data-testid="trace:actions">
          <button type="button" data-testid="trace:load-example" onClick={loadExample}>
            Load Example
          </button>
          <button
            type="button"
            data-testid="trace:upload"
            data-look="primary"
            disabled={creation.isPending() || !text().trim()}
            onClick={upload}
          >
            Upload
          </button>
          <form class={css['panel-inline']} onSubmit={show}>
            <input
              data-testid="trace:id"
              aria-label="Id of a stored trace"
              placeholder="Id of a stored trace"
              spellcheck={false}
              autocomplete="off"
              value={id()}
              onInput={(event) => setId(event.currentTarget.value)}
            />
            <button type="submit" data-testid="trace:fetch" disabled={!id().trim()}>
              Fetch
            </button>
          </form>
        </div>
      </div>
      <FailureText testId="trace:error" what="Upload failed" failure={failure()} />
      <Show when={uploaded()}>
        <p class={css['panel-success']} data-testid="trace:success" role="status">
          <strong>Success!</strong> Trace uploaded with ID:{' '}
          <A href={`/traces/${uploaded()}`}>{uploaded()}</A>
        </p>
      </Show>
      <Show when={search.trace} keyed>
        {(wanted) => <FetchedTrace id={wanted} />}
      </Show>
    </Panel>
  );
}

function placed(misreading: Misreading | undefined): Failure | undefined {
  const issues = misreading?.issues.map(({ path, message }) => ({ path: [path], message })) ?? [];
  return misreading && { message: misreading.message, issues };
}

function inFileTerms(failure: Failure | undefined): Failure | undefined {
  const place = (path: readonly string[]) => [fileField(placeOf(path))];
  return (
    failure && {
      ...failure,
      issues: failure.issues.map(({ path, message }) => ({ path: place(path), message })),
    }
  );
}
