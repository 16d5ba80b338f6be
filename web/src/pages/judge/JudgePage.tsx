import { A, useParams } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { JudgeDetailFragment } from '../../graphql/generated/graphql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { Calibration } from '../../judges/Calibration.tsx';
import { JobsTable } from '../../judges/JobsTable.tsx';
import { RunJudge } from '../../judges/RunJudge.tsx';
import { Missing } from '../../shell/Missing.tsx';
import { numberText } from '../../ui/format/number.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Snippet } from '../../ui/Snippet.tsx';
import { Time } from '../../ui/Time.tsx';
import css from './JudgePage.module.css';

const JudgeDocument = graphql(`
  query Judge($id: ID!) {
    judgeStatus {
      available
      message
    }
    judge(id: $id) {
      ...JudgeDetail
    }
  }

  fragment JudgeDetail on Judge {
    id
    name
    version
    createdAt
    model
    system
    prompt
    temperature
    maxTokens
    rubric {
      criteria
      description
      scale
    }
    jobs(first: 10) {
      edges {
        node {
          ...JobRow
        }
      }
    }
    ...Calibration
  }
`);

/** One version of a judge: what it is, how far it can be trusted, and what it was asked. */
export function JudgePage() {
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(id) => <Detail id={id} />}
    </Show>
  );
}

function Detail(props: { id: string }) {
  const query = createFreshQuery({ query: JudgeDocument, variables: () => ({ id: props.id }) });
  return (
    <div class="page">
      <Loaded query={query} skeleton={<Skeleton width="40ch" />}>
        {(data) => (
          <Show when={data().judge} fallback={<Missing noun="judge" name={props.id} />}>
            {(judge) => <Found judge={judge()} status={data().judgeStatus} />}
          </Show>
        )}
      </Loaded>
    </div>
  );
}

function Found(props: {
  judge: JudgeDetailFragment;
  status: { available: boolean; message: string };
}) {
  const jobs = () => props.judge.jobs.edges.map(({ node }) => node);
  return (
    <>
      <PageHeader
        title={`${props.judge.name} v${props.judge.version}`}
        above={[{ href: '/judges', name: 'Judges' }]}
        actions={
          <A class="button" href={`/judges/new?from=${props.judge.id}`}>
            New version
          </A>
        }
      >
        <span>
          <code>{props.judge.model}</code>
        </span>
        <span>
          {props.judge.temperature == null
            ? 'the temperature that the endpoint has'
            : `temperature ${props.judge.temperature}`}
        </span>
        <span>at most {numberText(props.judge.maxTokens)} tokens an answer</span>
        <span>
          made <Time at={props.judge.createdAt} />
        </span>
      </PageHeader>
      <div class="page-columns">
        <div>
          <Calibration judge={props.judge} />
          <section class="page-part" aria-labelledby="rubric-title">
            <h2 id="rubric-title">What it judges</h2>
            <dl class={css['judge-rubric']}>
              <For each={props.judge.rubric}>
                {(criterion) => (
                  <div>
                    <dt>{criterion.criteria}</dt>
                    <dd>
                      {criterion.description} <span class="faint">{criterion.scale}</span>
                    </dd>
                  </div>
                )}
              </For>
            </dl>
          </section>
          <section class="page-part" aria-labelledby="prompt-title">
            <h2 id="prompt-title">What it is asked</h2>
            <Show when={props.judge.system}>
              {(system) => <Snippet title="System message" code={system()} />}
            </Show>
            <Snippet title="Prompt" code={props.judge.prompt} />
          </section>
          <Show when={jobs().length > 0}>
            <section class="page-part" aria-labelledby="jobs-title">
              <h2 id="jobs-title">Jobs</h2>
              <JobsTable jobs={jobs()} />
            </section>
          </Show>
        </div>
        <aside>
          <RunJudge judgeId={props.judge.id} status={props.status} />
        </aside>
      </div>
    </>
  );
}
