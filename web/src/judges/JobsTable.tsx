import { A } from '@solidjs/router';
import { For } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { JobRowFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';
import { OutcomeBar } from '../ui/outcome/OutcomeBar.tsx';
import { Time } from '../ui/Time.tsx';
import { JobStatus } from './JobStatus.tsx';
import css from './JobsTable.module.css';
import { countsOf, VERDICT_OUTCOMES } from './outcomes.ts';
import '../ui/table.css';

graphql(`
  fragment JobRow on JudgeJob {
    id
    createdAt
    status
    itemCount
    scoredCount
    refusedCount
    unparseableCount
    errorCount
    judge {
      id
      name
      version
    }
  }
`);

/** Jobs of judges, a line each. */
export function JobsTable(props: { jobs: JobRowFragment[] }) {
  return (
    <div class="table-scroll">
      <table class={`table ${css['jobs']}`}>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">State</th>
            <th scope="col">Outcomes</th>
            <th scope="col" class="table-number table-optional">
              Traces
            </th>
            <th scope="col" class="table-optional">
              Started
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.jobs}>
            {(job) => (
              <tr data-testid="job">
                <th scope="row">
                  <A href={`/judges/jobs/${job.id}`}>
                    {job.judge.name} v{job.judge.version}
                  </A>
                </th>
                <td>
                  <JobStatus status={job.status} />
                </td>
                <td>
                  <OutcomeBar counts={countsOf(job)} kinds={VERDICT_OUTCOMES} />
                </td>
                <td class="table-number table-optional">{numberText(job.itemCount)}</td>
                <td class="table-optional">
                  <Time at={job.createdAt} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
