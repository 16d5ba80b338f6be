import { A } from '@solidjs/router';
import { For, Match, Show, Switch } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { ComparedSideFragment } from '../../graphql/generated/graphql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { createKeys } from '../../shell/keys/keys.ts';
import { countText, numberText } from '../../ui/format/number.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Time } from '../../ui/Time.tsx';
import { createComparedParts } from './createComparedParts.ts';
import { PartPair } from './PartPair.tsx';
import css from './TraceComparison.module.css';

graphql(`
  fragment ComparedSide on ComparedTrace {
    score {
      score
    }
    trace {
      id
      createdAt
      prompt
      finalAnswer
      expectedAnswer
      context {
        role
        content
      }
      stepCount
      charCount
      source
      steps {
        i
        type
        content
      }
    }
  }
`);

const CompareTracesDocument = graphql(`
  query CompareTraces($baseId: ID!, $otherId: ID!) {
    compareTraces(baseId: $baseId, otherId: $otherId) {
      __typename
      ... on TraceComparison {
        base {
          ...ComparedSide
        }
        other {
          ...ComparedSide
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** Prompt, steps and answer of two traces side by side, word by word. */
export function TraceComparison(props: { baseId: string; otherId: string }) {
  const query = createFreshQuery({
    query: CompareTracesDocument,
    variables: () => ({ baseId: props.baseId, otherId: props.otherId }),
  });
  return (
    <Loaded query={query} skeleton={<Skeleton width="40ch" />}>
      {(data) => {
        const pair = () => {
          const outcome = data().compareTraces;
          return outcome.__typename === 'TraceComparison' ? outcome : undefined;
        };
        const message = () => {
          const outcome = data().compareTraces;
          return 'message' in outcome ? outcome.message : '';
        };
        return (
          <Show when={pair()} fallback={<p role="alert">{message()}</p>}>
            {(found) => <Sides base={found().base} other={found().other} />}
          </Show>
        );
      }}
    </Loaded>
  );
}

function Sides(props: { base: ComparedSideFragment; other: ComparedSideFragment }) {
  const { parts, isDone } = createComparedParts(() => [props.base.trace, props.other.trace]);
  const differing = () => parts().filter(({ isSame }) => !isSame);
  const words = (kind: 'removedWords' | 'addedWords') =>
    parts().reduce((sum, { diff }) => sum + diff[kind], 0);
  let list: HTMLDivElement | undefined;
  const go = (by: number) => {
    const all = [...(list?.querySelectorAll<HTMLElement>('[data-testid="difference"]') ?? [])];
    const at = all.findIndex((part) => part.contains(document.activeElement));
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'start' });
  };
  createKeys({ j: () => go(1), k: () => go(-1) });
  return (
    <>
      <p data-testid="difference-count">
        <Switch
          fallback={
            <>
              {numberText(differing().length)} of {numberText(parts().length)} parts differ:{' '}
              <del>{countText(words('removedWords'), 'word')}</del> only in the base,{' '}
              <ins>{countText(words('addedWords'), 'word')}</ins> only in the other. <kbd>j</kbd>{' '}
              <kbd>k</kbd> go through them.
            </>
          }
        >
          <Match when={!isDone()}>Comparing…</Match>
          <Match when={differing().length === 0}>The two read the same.</Match>
        </Switch>
      </p>
      <div class={css['compare-heads']}>
        <SideHead name="Base" side={props.base} />
        <SideHead
          name="Other"
          side={props.other}
          change={props.other.score.score - props.base.score.score}
        />
      </div>
      <div class={css['compare-parts']} ref={list}>
        <For each={parts()}>{(part) => <PartPair part={part} />}</For>
      </div>
    </>
  );
}

function SideHead(props: { name: string; side: ComparedSideFragment; change?: number }) {
  return (
    <section aria-label={props.name}>
      <h2>
        {props.name}{' '}
        <A href={`/traces/${props.side.trace.id}`}>…{props.side.trace.id.slice(-12)}</A>
      </h2>
      <p>
        Length score <strong>{props.side.score.score.toFixed(2)}</strong>
        <Show when={props.change}>{(change) => <> ({signed(change())})</>}</Show>,{' '}
        {numberText(props.side.trace.stepCount)} steps, {numberText(props.side.trace.charCount)}{' '}
        characters, {props.side.trace.source ?? 'no source'},{' '}
        <Time at={props.side.trace.createdAt} />
      </p>
    </section>
  );
}

function signed(value: number): string {
  return `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
}
