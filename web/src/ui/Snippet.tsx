import type { JSX } from 'solid-js';
import { CopyButton } from './CopyButton.tsx';
import css from './Snippet.module.css';

/** Code to take away. */
export function Snippet(props: { title: string; code: string; action?: JSX.Element }) {
  let code: HTMLElement | undefined;
  return (
    <figure class={css['snippet']}>
      <figcaption>
        <span>{props.title}</span>
        {props.action}
        <CopyButton text={props.code} source={() => code} />
      </figcaption>
      <pre dir="auto">
        <code ref={code}>{props.code}</code>
      </pre>
    </figure>
  );
}
