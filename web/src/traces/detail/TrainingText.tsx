import { Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { numberText } from '../../ui/format/number.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import snippet from '../../ui/Snippet.module.css';
import { textLength } from '../textLength.ts';
import css from './TrainingText.module.css';

const TrainingTextDocument = graphql(`
  query TrainingText($id: ID!) {
    trace(id: $id) {
      id
      rendered {
        before
        trained
      }
    }
  }
`);

/** The text that training sees of a trace, with what the loss counts set apart. */
export function TrainingText(props: { id: string }) {
  let content: HTMLElement | undefined;
  const query = createFreshQuery({
    query: TrainingTextDocument,
    variables: () => ({ id: props.id }),
  });
  return (
    <Loaded query={query} skeleton={<Skeleton width="40ch" />}>
      {(data) => (
        <Show when={data().trace?.rendered}>
          {(rendered) => (
            <figure
              class={`${snippet['snippet']} ${css['training-text']}`}
              data-testid="training-text"
            >
              <figcaption>
                <span>
                  <mark>Marked</mark> is what the loss counts:{' '}
                  {numberText(textLength(rendered().trained))} of{' '}
                  {numberText(textLength(rendered().before + rendered().trained))} characters.
                </span>
                <CopyButton text={rendered().before + rendered().trained} source={() => content} />
              </figcaption>
              <pre dir="auto">
                <code ref={content}>
                  {rendered().before}
                  <mark>{rendered().trained}</mark>
                </code>
              </pre>
            </figure>
          )}
        </Show>
      )}
    </Loaded>
  );
}
