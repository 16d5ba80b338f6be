import { type Accessor, createMemo } from 'solid-js';
import { createAnswer } from '../graphql/createAnswer.ts';
import { explainRefusal, isGranted } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { CreateManifestInput, ForecastFragment } from '../graphql/generated/graphql.ts';

const PreviewManifestDocument = graphql(`
  query PreviewManifest($input: CreateManifestInput!) {
    previewManifest(input: $input) {
      __typename
      ... on ManifestPreview {
        yaml
        json
        forecast {
          ...Forecast
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

/** The manifest that the server would make of an input, asked for when that stands still. */
export function createManifestPreview(input: Accessor<CreateManifestInput | undefined>) {
  const answer = createAnswer(PreviewManifestDocument, () => {
    const value = input();
    return value && { input: value };
  });
  // A form that is half written shows what it made last.
  const data = createMemo<{ yaml: string; json: unknown; forecast: ForecastFragment } | undefined>(
    (shown) => {
      const last = answer.last()?.previewManifest;
      return last?.__typename === 'ManifestPreview' ? last : shown;
    },
  );
  const refusal = () => {
    const current = answer.current()?.previewManifest;
    return current && !isGranted(current) ? explainRefusal(current) : undefined;
  };
  return {
    data,
    refusal,
    failure: answer.failure,
    /** Whether the data is not what the form says now. */
    isOld: () => answer.isOld() || answer.failure() !== undefined || refusal() !== undefined,
    retry: answer.retry,
  };
}

export type PreviewedManifest = ReturnType<typeof createManifestPreview>;
