import { createMemo } from 'solid-js';
import { TEXT } from '../address/codec.ts';
import { createAddressValue } from '../address/createAddressValue.ts';
import { createAnswer } from '../graphql/createAnswer.ts';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { explainRefusal, isGranted } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { JudgeInput } from '../graphql/generated/graphql.ts';

const TracesToTryDocument = graphql(`
  query TracesToTry {
    traces(first: 20) {
      edges {
        node {
          id
          promptStart
        }
      }
    }
    judgeStatus {
      available
      message
    }
  }
`);

const PreviewJudgeDocument = graphql(`
  query PreviewJudge($input: JudgeInput!, $traceId: ID!) {
    outcome: previewJudge(input: $input, traceId: $traceId) {
      __typename
      ... on JudgePreview {
        promptTokens
        messages {
          role
          content
        }
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

type Preview = { promptTokens: number; messages: { role: string; content: string }[] };

/** What a judge would say about a trace, the newest one until another is chosen, as it is written. */
export function createJudgePreview(input: () => JudgeInput | undefined) {
  const [given, choose] = createAddressValue('trace', TEXT);
  const query = createFreshQuery({ query: TracesToTryDocument, variables: {} });
  const traces = () => query.data()?.traces.edges.map(({ node }) => node) ?? [];
  const traceId = () => given() || traces()[0]?.id;
  const answer = createAnswer(PreviewJudgeDocument, () => {
    const [judge, id] = [input(), traceId()];
    return judge && id ? { input: judge, traceId: id } : undefined;
  });
  return {
    /** What it can be tried on, and whether it can. */
    query,
    traces,
    traceId,
    choose,
    status: () => query.data()?.judgeStatus,
    isOld: answer.isOld,
    isAwaited: () => Boolean(input()) && !answer.last() && !answer.failure(),
    /** The last one that there was, so that nothing vanishes while one types. */
    shown: createMemo<Preview | undefined>((before) => {
      const outcome = answer.last()?.outcome;
      return outcome && isGranted(outcome) ? outcome : before;
    }),
    refusal() {
      const outcome = answer.current()?.outcome;
      return outcome && !isGranted(outcome) ? explainRefusal(outcome) : undefined;
    },
  };
}
