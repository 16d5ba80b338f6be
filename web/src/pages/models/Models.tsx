import { A, useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { createAddressText } from '../../address/createAddressText.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { PagedTable } from '../../shell/PagedTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Field } from '../../ui/Field.tsx';
import { bytesText } from '../../ui/format/bytes.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { pageOf } from '../../ui/Pager.tsx';
import { Time } from '../../ui/Time.tsx';
import css from './Models.module.css';

const ModelsDocument = graphql(`
  query Models($text: String, $first: Int, $after: String, $last: Int, $before: String) {
    models(text: $text, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PagedTable
      }
      edges {
        node {
          id
          name
          versions {
            id
            version
            step
            runName
            aliases
            sizeBytes
            createdAt
          }
        }
      }
    }
  }
`);

/** All registered models, the newest first. */
export function Models() {
  const [search] = useSearchParams();
  const [text, setText] = createAddressText('text', '', ['after', 'before']);
  const wanted = () => textOf(search['text']);
  const models = createFreshQuery({
    query: ModelsDocument,
    variables: () => ({ text: wanted() || null, ...pageOf(search) }),
  });
  return (
    <div class="page" data-width="wide">
      <PageHeader title="Models">
        Checkpoints that are kept under a name, in versions. They stay when their training goes.
      </PageHeader>
      <Show when={wanted() || models.data()?.models.totalCount}>
        <search class={css['models-search']}>
          <Field label="Search" isLabelHidden>
            {(control) => (
              <input
                {...control}
                type="search"
                placeholder="Part of a name"
                value={text()}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            )}
          </Field>
        </search>
      </Show>
      <PagedTable
        query={models}
        page={(data) => data.models}
        class="table"
        expected={3}
        head={
          <>
            <th scope="col">Model</th>
            <th scope="col">Newest</th>
            <th scope="col">Aliases</th>
            <th scope="col" class="table-number">
              Size
            </th>
            <th scope="col" class="table-optional">
              Kept
            </th>
          </>
        }
        empty={
          <Show when={wanted()} fallback={<NoModels />}>
            <EmptyState title="No model has this in its name">
              <button type="button" onClick={() => setText('')}>
                Show all
              </button>
            </EmptyState>
          </Show>
        }
      >
        {(model) => {
          const newest = () => model().versions[0];
          return (
            <tr data-testid="model">
              <th scope="row">
                <A href={`/models/${model().name}`}>{model().name}</A>
              </th>
              <td>
                <Show when={newest()} fallback="–">
                  {(version) => `v${version().version}: ${version().runName} @${version().step}`}
                </Show>
              </td>
              <td>
                {model()
                  .versions.flatMap(({ version, aliases }) =>
                    aliases.map((alias) => `${alias} → v${version}`),
                  )
                  .join(', ') || <span class="faint">none</span>}
              </td>
              <td class="table-number">
                {bytesText(
                  model().versions.reduce((sum, { sizeBytes }) => sum + Number(sizeBytes), 0),
                )}
              </td>
              <td class="table-optional">
                <Show when={newest()}>{(version) => <Time at={version().createdAt} />}</Show>
              </td>
            </tr>
          );
        }}
      </PagedTable>
    </div>
  );
}

function NoModels() {
  return (
    <EmptyState title="No models yet">
      <p>
        Keep a checkpoint of <A href="/runs">a training</A> as a model: from its checkpoints, or
        from <A href="/evaluations">an evaluation</A> of it.
      </p>
    </EmptyState>
  );
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
