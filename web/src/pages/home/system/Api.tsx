import { Show } from 'solid-js';
import { useConnection } from '../../../graphql/connection/connection.ts';
import { createFreshQuery } from '../../../graphql/createFreshQuery.ts';
import { graphql } from '../../../graphql/generated/gql.ts';
import { Problem } from '../../../graphql/Problem.tsx';
import { Part, PartSkeleton, type Tone } from './Part.tsx';

const ApiDocument = graphql(`
  query Api {
    health {
      status
      version
      database {
        status
        provider
        error
      }
    }
  }
`);

const PROVIDERS: Record<string, string> = { sqlite: 'SQLite', postgresql: 'PostgreSQL' };

/** Whether the server answers, and its database. */
export function Api() {
  const api = createFreshQuery({ query: ApiDocument });
  const { state: connection } = useConnection();
  const health = () => api.data()?.health;
  const isReachable = () => !api.failure() && connection() !== 'reconnecting';
  const status = () => (isReachable() && health()?.status) || 'unreachable';
  return (
    <>
      <Show when={health() ?? api.failure()} fallback={<PartSkeleton name="API" />}>
        <Part id="api" name="API" state={status()} tone={status() === 'healthy' ? 'good' : 'bad'}>
          <Show when={api.failure()} fallback={`tunix-rt ${health()?.version}`}>
            <Problem failure={api.failure()} retry={api.refetch} />
          </Show>
        </Part>
      </Show>
      <Show when={health()?.database} fallback={<PartSkeleton name="Database" />}>
        {(database) => (
          <Part
            id="database"
            name="Database"
            state={isReachable() ? database().status : 'unknown'}
            tone={toneOf(isReachable(), database().status)}
          >
            {database().error ?? PROVIDERS[database().provider] ?? database().provider}
          </Part>
        )}
      </Show>
    </>
  );
}

function toneOf(isReachable: boolean, status: string): Tone {
  if (!isReachable) return 'quiet';
  return status === 'healthy' ? 'good' : 'bad';
}
