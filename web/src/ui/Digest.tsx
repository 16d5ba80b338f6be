import { CopyButton } from './CopyButton.tsx';
import css from './Digest.module.css';

/** The beginning of a digest, or the end of an id, which is what differs; all of it on hover and to copy. */
export function Digest(props: { value: string; length?: number; isId?: boolean }) {
  let code: HTMLElement | undefined;
  const part = () =>
    props.isId ? `…${props.value.slice(-12)}` : props.value.slice(0, props.length ?? 10);
  return (
    <span class={css['digest']}>
      <code ref={code} title={props.value}>
        {part()}
      </code>
      <CopyButton text={props.value} source={() => code} isBare />
    </span>
  );
}
