import { type JSX, Show } from 'solid-js';
import { Icon } from '../../../ui/Icon.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import css from './Part.module.css';

export type Tone = 'good' | 'bad' | 'quiet';

const ICONS = { good: 'check', bad: 'cross', quiet: 'dash' } as const;

/** A part of the system and how it is. */
export function Part(props: {
  id: string;
  name: string;
  state: string;
  tone: Tone;
  children?: JSX.Element;
}) {
  return (
    <article class={css['part']} data-testid={`sys:${props.id}-card`} data-tone={props.tone}>
      <Icon name={ICONS[props.tone]} />
      <h3 data-testid={`sys:${props.id}-status`}>
        {props.name}: {props.state}
      </h3>
      <Show when={props.children}>
        <div class={css['part-detail']}>{props.children}</div>
      </Show>
    </article>
  );
}

/** The place of a part that is being asked. */
export function PartSkeleton(props: { name: string }) {
  return (
    <article class={css['part']} aria-busy="true">
      <Skeleton width="1rem" />
      <h3>{props.name}</h3>
      <div class={css['part-detail']}>
        <Skeleton width="14ch" />
      </div>
    </article>
  );
}
