import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { MarkedText } from '../datasets/MarkedText.tsx';
import { createAnswer } from '../graphql/createAnswer.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { CreateManifestInput, PreviewRowQuery } from '../graphql/generated/graphql.ts';
import { Problem } from '../graphql/Problem.tsx';
import { Field } from '../ui/Field.tsx';
import { numberText } from '../ui/format/number.ts';
import css from './RowPreview.module.css';

const PreviewRowDocument = graphql(`
  query PreviewRow($input: CreateManifestInput!, $position: Int!) {
    previewManifest(input: $input) {
      __typename
      ... on ManifestPreview {
        row(position: $position) {
          traceId
          basis
          absence
          isMerged
          givenTokens
          learnedTokens
          text {
            before
            trained
          }
        }
      }
    }
  }
`);

/** A row of the dataset as training would write it, in the turns that the form asks for. */
export function RowPreview(props: {
  input: CreateManifestInput;
  /** The row's number, as it is written: from 1. */
  number: string;
  setNumber: (number: string) => void;
}) {
  const position = () =>
    /^[1-9]\d{0,5}$/.test(props.number) ? Number(props.number) - 1 : undefined;
  const answer = createAnswer(PreviewRowDocument, () => {
    const at = position();
    return at === undefined ? undefined : { input: props.input, position: at };
  });
  const preview = () => {
    const last = answer.last()?.previewManifest;
    return last?.__typename === 'ManifestPreview' ? last : undefined;
  };
  return (
    <section
      class={css['row-preview']}
      aria-label="A row as training sees it"
      aria-busy={answer.isOld()}
      data-testid="row-preview"
    >
      <Field
        label="Row as training sees it"
        hint="Its number in the dataset"
        error={
          position() === undefined
            ? `Expected a whole number from 1, got ${props.number || 'nothing'}`
            : undefined
        }
      >
        {(control) => (
          <input
            {...control}
            inputmode="numeric"
            autocomplete="off"
            value={props.number}
            onInput={(event) => props.setNumber(event.currentTarget.value)}
          />
        )}
      </Field>
      <Problem failure={answer.failure()} retry={answer.retry} />
      <Show when={preview()}>
        {(shown) => (
          <Show when={shown().row} fallback={<p role="status">The dataset has no such row.</p>}>
            {(row) => (
              <>
                <p class="faint">
                  {describe(row())} <A href={`/traces/${row().traceId}`}>Open the trace</A>
                </p>
                <Show when={row().text} fallback={<p role="status">{row().absence}.</p>}>
                  {(text) => <MarkedText text={text()} />}
                </Show>
              </>
            )}
          </Show>
        )}
      </Show>
    </section>
  );
}

type Row = NonNullable<
  Extract<PreviewRowQuery['previewManifest'], { __typename: 'ManifestPreview' }>['row']
>;

function describe({ basis, isMerged, givenTokens, learnedTokens, text }: Row): string {
  if (!text) return '';
  const tokens =
    givenTokens == null || learnedTokens == null
      ? ''
      : ` ${numberText(givenTokens)} tokens are given, ${numberText(learnedTokens)} are learned.`;
  const merged = isMerged
    ? " Its template does not take all turns: what these say is merged into the user's."
    : '';
  return `In ${basis}; what the loss sees is marked.${tokens}${merged}`;
}
