import { A, useNavigate, useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { MOST_ROWS } from '../../../../server/datasets/limits.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { ImportDetailFragment } from '../../graphql/generated/graphql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { ImportFacts } from '../../imports/ImportFacts.tsx';
import { ImportStatus } from '../../imports/ImportStatus.tsx';
import { RefusedRows } from '../../imports/RefusedRows.tsx';
import { UndoImport } from '../../imports/UndoImport.tsx';
import { createKeys } from '../../shell/keys/keys.ts';
import { Missing } from '../../shell/Missing.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

const ImportDocument = graphql(`
  query Import($id: ID!) {
    import(id: $id) {
      ...ImportDetail
    }
  }

  fragment ImportDetail on Import {
    id
    name
    status
    message
    rejected
    traceCount
    errors {
      line
      message
    }
    ...ImportFacts
  }
`);

/** An import: what came of it, what was refused, and the way to undo it. */
export function ImportPage() {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  createKeys({ Escape: () => navigate('/imports') });
  return (
    <Show when={params.id} keyed>
      {(id) => <Detail id={id} />}
    </Show>
  );
}

function Detail(props: { id: string }) {
  const query = createFreshQuery({ query: ImportDocument, variables: () => ({ id: props.id }) });
  createWaiting(() => query.data()?.import?.status === 'RUNNING', query.refetch);
  return (
    <div class="page">
      <Loaded
        query={query}
        skeleton={
          <PageHeader title="Import" above={ABOVE}>
            <Skeleton width="40ch" />
          </PageHeader>
        }
      >
        {(data) => (
          <Show when={data().import} fallback={<Missing noun="import" name={props.id} />}>
            {(found) => <Found import={found()} />}
          </Show>
        )}
      </Loaded>
    </div>
  );
}

function Found(props: { import: ImportDetailFragment }) {
  return (
    <>
      <PageHeader
        title={props.import.name}
        above={ABOVE}
        state={<ImportStatus status={props.import.status} />}
        actions={
          <>
            <UndoImport import={props.import} />
            <Show when={Math.min(props.import.traceCount, MOST_ROWS)}>
              {(limit) => (
                <A class="button" href={`/datasets/new?import=${props.import.id}&limit=${limit()}`}>
                  Build dataset
                </A>
              )}
            </Show>
            <A class="button" data-look="primary" href={`/traces?import=${props.import.id}`}>
              Open its traces
            </A>
          </>
        }
      >
        <Show when={props.import.message}>{(message) => <span>{message()}</span>}</Show>
      </PageHeader>
      <ImportFacts import={props.import} />
      <Show when={props.import.rejected > 0}>
        <section aria-labelledby="refused-title">
          <h2 id="refused-title">Refused</h2>
          <RefusedRows
            errors={[...props.import.errors]}
            count={props.import.rejected}
            name={props.import.name}
          />
        </section>
      </Show>
    </>
  );
}

const ABOVE = [{ href: '/imports', name: 'Imports' }];
