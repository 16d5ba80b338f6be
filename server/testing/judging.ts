import type { TestServer } from './testServer.ts';
import { until } from './until.ts';

/** What a server needs so that judges can be asked, where nobody answers. */
export const NOBODY = { JUDGE_BASE_URL: 'http://127.0.0.1:1/v1' };

type Server = Pick<TestServer, 'data'>;

/** A judge by one criteria, `quality` from 1 to 5, whose prompt holds the prompt and answer of a trace. */
const JUDGE = {
  name: 'grader',
  model: 'fixture-1',
  prompt: 'Question: {{prompt}}\nAnswer: {{answer}}',
  maxTokens: 200,
  rubric: [{ criteria: 'quality', description: 'Is it sound?', min: 1, max: 5 }],
  parser: { kind: 'JSON', explanationField: 'why' },
};

/** Stores traces with these prompts, and answers their ids in the same order. */
export async function storePrompts(server: Server, prompts: string[]): Promise<string[]> {
  const traces = prompts.map((prompt) => ({
    traceVersion: '1.0',
    prompt,
    finalAnswer: '42',
    steps: [{ i: 0, type: 'think', content: 'It is what it is.' }],
  }));
  const { importTraces } = await server.data(
    `mutation ($input: ImportTracesInput!) {
      importTraces(input: $input) { ... on ImportTracesPayload { ids } }
    }`,
    { input: { traces } },
  );
  return importTraces.ids;
}

export async function storeJudge(server: Server, input: object = {}): Promise<string> {
  const { createJudge } = await server.data(
    'mutation ($input: JudgeInput!) { createJudge(input: $input) { ... on Judge { id } ... on Error { message } } }',
    { input: { ...JUDGE, ...input } },
  );
  if (!createJudge.id) throw new Error(createJudge.message);
  return createJudge.id;
}

/** Runs a judge over all traces; answers what came of that. */
export async function runJudge(server: Server, judgeId: string, input: object = {}) {
  const { runJudge: job } = await server.data(
    `mutation ($input: RunJudgeInput!) {
      runJudge(input: $input) { ... on JudgeJob { id itemCount estimatedPromptTokens } ... on Error { code message } }
    }`,
    { input: { judgeId, ...input } },
  );
  return job;
}

/** Goes on with a job, again with some outcomes; answers what came of that. */
export async function resume(server: Server, id: string, repeat: string[] = []) {
  const { resumeJudgeJob } = await server.data(
    `mutation ($id: ID!, $repeat: [RepeatedOutcome!]!) {
      resumeJudgeJob(id: $id, repeat: $repeat) { ... on JudgeJob { id status } ... on Error { code message } }
    }`,
    { id, repeat },
  );
  return resumeJudgeJob;
}

export async function cancelJob(server: Server, id: string) {
  const { cancelJudgeJob } = await server.data(
    `mutation ($id: ID!) {
      cancelJudgeJob(id: $id) { ... on JudgeJob { id status } ... on Error { code message } }
    }`,
    { id },
  );
  return cancelJudgeJob;
}

const JOB = `{
  id status message itemCount scoredCount refusedCount unparseableCount errorCount promptTokens completionTokens
  items(first: 100) { edges { node {
    position traceId outcome cause reason answer attempts promptTokens completionTokens
    trace { prompt } verdicts { criteria score label explanation }
  } } }
}`;

export async function jobOf(server: Server, id: string) {
  const { judgeJob } = await server.data(`query ($id: ID!) { judgeJob(id: $id) ${JOB} }`, { id });
  return judgeJob;
}

/** Waits until a job has ended, and answers it. */
export function jobEnded(server: Server, id: string) {
  return until('the job has ended', async () => {
    const job = await jobOf(server, id);
    return ['PENDING', 'RUNNING'].includes(job.status) ? null : job;
  });
}

/** What came of each trace of a job, by its prompt. */
// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
export function byPrompt(job: any): Record<string, any> {
  return Object.fromEntries(
    job.items.edges.map(({ node }: { node: { trace: { prompt: string } } }) => [
      node.trace.prompt,
      node,
    ]),
  );
}
