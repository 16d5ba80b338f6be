import { A } from '@solidjs/router';
import { For } from 'solid-js';
import css from './RunTags.module.css';

/** Words that a run is found by; each leads to the runs that have it. */
export function RunTags(props: { tags: string[] }) {
  return (
    <For each={props.tags}>
      {(tag) => (
        <A
          class={css['run-tag']}
          href={`/runs?tag=${encodeURIComponent(tag)}`}
          title={`Runs with the tag ${tag}`}
          dir="auto"
        >
          {tag}
        </A>
      )}
    </For>
  );
}
