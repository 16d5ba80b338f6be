import css from './Skeleton.module.css';

/** The place of something that is on its way. */
export function Skeleton(props: { width: string; class?: string }) {
  return (
    <span
      class={`${css['skeleton']} ${props.class ?? ''}`}
      style={{ width: props.width }}
      data-skeleton=""
      aria-hidden="true"
    />
  );
}
