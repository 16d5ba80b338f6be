import { A } from '@solidjs/router';
import { For } from 'solid-js';
import { graphql } from '../../../../graphql/generated/gql.ts';
import type { EvaluatedTraceFragment } from '../../../../graphql/generated/graphql.ts';
import { Time } from '../../../../ui/Time.tsx';
import css from './ComparedTrace.module.css';

graphql(`
  fragment EvaluatedTrace on ComparedTrace {
    trace {
      id
      createdAt
      traceVersion
      prompt
      finalAnswer
      steps {
        i
        type
        content
      }
    }
    score {
      score
    }
  }
`);

/** One of two traces that are compared. */
export function ComparedTrace(props: {
  side: 'base' | 'other';
  title: string;
  compared: EvaluatedTraceFragment;
}) {
  const trace = () => props.compared.trace;
  const id = (part: string) => `compare:${props.side}-${part}`;
  return (
    <article class={css['comparison-column']} data-testid={id('column')}>
      <h3>{props.title}</h3>
      <p class={css['comparison-score']} data-testid={id('score')}>
        <strong>Score:</strong> <span>{props.compared.score.score.toFixed(2)}</span>
      </p>
      <p class={css['comparison-facts']}>
        <A href={`/traces/${trace().id}`}>{trace().id}</A> <Time at={trace().createdAt} />, version{' '}
        {trace().traceVersion}
      </p>
      <div class={css['comparison-content']} data-testid={id('content')} tabindex="0">
        <h4>Prompt</h4>
        <p dir="auto" data-testid={id('prompt')}>
          {trace().prompt}
        </p>
        <h4>Final Answer</h4>
        <p dir="auto" data-testid={id('answer')}>
          {trace().finalAnswer}
        </p>
        <h4>Steps</h4>
        <ol data-testid={id('steps')}>
          <For each={trace().steps}>
            {(step) => (
              <li dir="auto" data-testid={id(`step-${step.i}`)}>
                <strong>
                  <bdi>{step.type}:</bdi>
                </strong>{' '}
                {step.content}
              </li>
            )}
          </For>
        </ol>
      </div>
    </article>
  );
}
