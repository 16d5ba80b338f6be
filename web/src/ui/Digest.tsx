import { CopyButton } from './CopyButton.tsx';
import './Digest.css';

/** The beginning of a digest; the whole of it on hover and to copy. */
export function Digest(props: { value: string; length?: number }) {
  let code: HTMLElement | undefined;
  return (
    <span class="digest">
      <code ref={code} title={props.value}>
        {props.value.slice(0, props.length ?? 10)}
      </code>
      <CopyButton text={props.value} source={() => code} />
    </span>
  );
}
