import { createQuery } from '@urql/solid';
import { type Accessor, createMemo } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { CreateManifestInput } from '../graphql/generated/graphql.ts';
import { debounced } from '../ui/debounced.ts';

const PreviewManifestDocument = graphql(`
  query PreviewManifest($input: CreateManifestInput!) {
    previewManifest(input: $input) {
      __typename
      ... on ManifestPreview {
        yaml
        json
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

const WAIT = 200;
const NOTHING: CreateManifestInput = { datasetKey: '', modelId: '', outputDir: '' };

/** The manifest that the server would make of an input, asked for when that stands still. */
export function createManifestPreview(input: Accessor<CreateManifestInput | undefined>) {
  const wanted = createMemo(() => {
    const value = input();
    return value ? JSON.stringify(value) : '';
  });
  const asked = debounced(wanted, WAIT);
  const [result, ask] = createQuery({
    query: PreviewManifestDocument,
    variables: () => ({ input: asked() ? JSON.parse(asked()) : NOTHING }),
    pause: () => !asked(),
  });
  // A form that is half written shows what it made last.
  const data = createMemo<{ yaml: string; json: unknown } | undefined>((last) => {
    const preview = result.data?.previewManifest;
    return preview?.__typename === 'ManifestPreview' ? preview : last;
  });
  return {
    data,
    error: () => result.error,
    refusal() {
      const preview = result.data?.previewManifest;
      return !preview || preview.__typename === 'ManifestPreview' || wanted() !== asked()
        ? undefined
        : preview;
    },
    isOld: () => !wanted() || wanted() !== asked() || result.fetching,
    retry: () => ask({ requestPolicy: 'network-only' }),
  };
}

export type Preview = ReturnType<typeof createManifestPreview>;
