import { type Accessor, type JSX, Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { ExportDatasetInput } from '../../graphql/generated/graphql.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { Code } from '../../ui/Code.tsx';
import { debounced } from '../../ui/debounced.ts';
import { countText, numberText } from '../../ui/format/number.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { recordText } from './recordText.ts';

const PreviewExportDocument = graphql(`
  query PreviewExport($input: ExportDatasetInput!) {
    previewExport(input: $input) {
      __typename
      ... on ExportPreview {
        recordCount
        leftOut {
          count
          reason
        }
        records
        url
      }
      ... on Error {
        message
      }
    }
  }
`);

const WAIT = 200;

/** How an export begins, how many records it has, and what it leaves out; below it, what can be done with its address. */
export function ExportPreview(props: {
  input: ExportDatasetInput;
  children: (url: Accessor<string | undefined>) => JSX.Element;
}) {
  const wanted = () => JSON.stringify(props.input);
  const asked = debounced(wanted, WAIT);
  const query = createFreshQuery({
    query: PreviewExportDocument,
    variables: (): { input: ExportDatasetInput } => ({ input: JSON.parse(asked()) }),
  });
  const answer = () => query.data()?.previewExport;
  const preview = () => {
    const found = answer();
    return found?.__typename === 'ExportPreview' ? found : undefined;
  };
  const refusal = () => {
    const found = answer();
    return found && found.__typename !== 'ExportPreview' ? found.message : undefined;
  };
  const isSettled = () => asked() === wanted();
  return (
    <>
      <Problem failure={query.failure()} retry={query.refetch} />
      <div role="status" aria-busy={!isSettled()} data-testid="export-counts">
        <Show when={refusal()}>{(message) => <p class="field-error">{message()}</p>}</Show>
        <Show
          when={preview()}
          fallback={
            <Show when={!answer()}>
              <Skeleton width="30ch" />
            </Show>
          }
        >
          {(found) => (
            <p>
              {countText(found().recordCount, 'record')}
              <Show when={found().leftOut}>
                {(leftOut) => (
                  <>
                    ; {numberText(leftOut().count)} of the traces left out: {leftOut().reason}
                  </>
                )}
              </Show>
            </p>
          )}
        </Show>
      </div>
      <Show when={preview()}>
        {(found) => (
          <Code
            title={
              found().records.length === 1 ? 'The record' : `The first ${found().records.length}`
            }
            code={found().records.map(recordText).join('\n')}
            height="18rem"
            testId="export-preview"
          />
        )}
      </Show>
      {props.children(() => (isSettled() ? (preview()?.url ?? undefined) : undefined))}
    </>
  );
}
