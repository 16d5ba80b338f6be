import { For, type JSX } from 'solid-js';
import css from './Code.module.css';
import { CopyButton } from './CopyButton.tsx';
import { highlight } from './highlight.ts';
import snippet from './Snippet.module.css';

/** YAML or JSON to read and take away; `action` stands beside the button that copies it. */
export function Code(props: {
  title: JSX.Element;
  code: string;
  action?: JSX.Element;
  testId?: string;
  /** At most; the rest is scrolled to. */
  height?: string;
}) {
  let code: HTMLElement | undefined;
  return (
    <figure class={`${snippet['snippet']} ${css['code']}`}>
      <figcaption>
        <span>{props.title}</span>
        {props.action}
        <CopyButton text={props.code} source={() => code} />
      </figcaption>
      <pre tabindex="0" style={{ 'max-height': props.height }} data-testid={props.testId}>
        <code ref={code}>
          <For each={highlight(props.code)}>
            {(token) => <span data-token={token.kind}>{token.text}</span>}
          </For>
        </code>
      </pre>
    </figure>
  );
}
