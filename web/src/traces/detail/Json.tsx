import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { Code } from '../../ui/Code.tsx';
import { download } from '../../ui/download.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';

const TraceJsonDocument = graphql(`
  query TraceJson($id: ID!) {
    trace(id: $id) {
      id
      json
    }
  }
`);

/** A trace as it is imported and exported. */
export function Json(props: { id: string }) {
  const query = createFreshQuery({
    query: TraceJsonDocument,
    variables: () => ({ id: props.id }),
  });
  return (
    <Loaded query={query} skeleton={<Skeleton width="40ch" />}>
      {(data) => {
        const line = () => `${JSON.stringify(data().trace?.json)}\n`;
        return (
          <Code
            title="The trace as it is imported and exported"
            code={JSON.stringify(data().trace?.json, null, 2)}
            action={
              <button
                type="button"
                data-look="link"
                onClick={() =>
                  download(
                    new Blob([line()], { type: 'application/x-ndjson' }),
                    `${props.id}.jsonl`,
                  )
                }
              >
                Download
              </button>
            }
          />
        );
      }}
    </Loaded>
  );
}
