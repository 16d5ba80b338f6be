import { useParams } from '@solidjs/router';
import { createSubscription } from '@urql/solid';
import { Show } from 'solid-js';
import { isOpen } from '../../../../server/judges/jobs/status.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { JobHeader } from '../../judges/JobHeader.tsx';
import { JobItems, OUTCOME_CODEC } from '../../judges/JobItems.tsx';
import { countsOf } from '../../judges/outcomes.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

const JobDocument = graphql(`
  query Job($id: ID!) {
    judgeJob(id: $id) {
      ...JobHeader
    }
  }
`);

// The calibration of its judge is told once: it costs more than the rest, and people are slower than models.
const JobWatchedDocument = graphql(`
  subscription JobWatched($id: ID!) {
    judgeJobUpdated(id: $id) {
      id
      status
      message
      scoredCount
      refusedCount
      unparseableCount
      errorCount
      promptTokens
      completionTokens
    }
  }
`);

/** A job of a judge: how far it is, what it cost, and what came of each trace. */
export function JobPage() {
  const params = useParams<{ id: string }>();
  return (
    <div class="page" data-width="wide">
      <Show when={params.id} keyed>
        {(id) => <OneJob id={id} />}
      </Show>
    </div>
  );
}

function OneJob(props: { id: string }) {
  const query = createFreshQuery({ query: JobDocument, variables: () => ({ id: props.id }) });
  const isAtWork = () => {
    const job = query.data()?.judgeJob;
    return job ? isOpen(job.status) : false;
  };
  // The cache puts each change into what the query has read.
  createSubscription({
    query: JobWatchedDocument,
    variables: () => ({ id: props.id }),
    pause: () => !isAtWork(),
  });
  return (
    <Loaded query={query} skeleton={<Skeleton width="24ch" />}>
      {(data) => (
        <Show when={data().judgeJob} fallback={<NoJob name={props.id} />}>
          {(job) => (
            <>
              <JobHeader job={job()} />
              <LeftOut of={{ outcome: OUTCOME_CODEC }} />
              <JobItems jobId={props.id} counts={countsOf(job())} itemCount={job().itemCount} />
            </>
          )}
        </Show>
      )}
    </Loaded>
  );
}

function NoJob(props: { name: string }) {
  return (
    <PageHeader title="There is no such job" above={[{ href: '/judges', name: 'Judges' }]}>
      <span>
        None is called <code>{props.name}</code> here, or no longer.
      </span>
    </PageHeader>
  );
}
