import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { ADDRESSES, writeAddress } from '../../../../server/addresses.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Snippet } from '../../ui/Snippet.tsx';
import css from './NextStep.module.css';
import type { NextStage } from './nextStep.ts';

/** The place of the way on, while it is not known yet. */
export function NextStepSkeleton() {
  return (
    <section class={css['next-step']} aria-busy="true" aria-label="Loading the next step">
      <p class={css['eyebrow']}>Next step</p>
      <Skeleton width="24ch" />
      <Skeleton width="60ch" />
      <div class={css['skeleton-rest']} />
    </section>
  );
}

/** The way on from here. */
export function NextStep(props: { step: NextStage }) {
  return (
    <section class={css['next-step']} aria-labelledby="next-step-title" data-testid="next-step">
      <p class={css['eyebrow']}>Next step</p>
      <h2 id="next-step-title">{props.step.title}</h2>
      <p>{props.step.text}</p>
      <div>
        <A class="button" data-look="primary" href={props.step.page.href}>
          {props.step.page.name}
        </A>
      </div>
      <For each={props.step.snippets}>
        {(snippet) => (
          <Snippet
            title={snippet.title}
            code={snippet.code}
            action={
              <Show when={snippet.isGraphql}>
                <a
                  href={writeAddress(ADDRESSES.graphql, {}, { query: snippet.code })}
                  target="_blank"
                  rel="noopener external"
                >
                  Open in GraphiQL <Icon name="out" />
                </a>
              </Show>
            }
          />
        )}
      </For>
    </section>
  );
}
