import css from './Brand.module.css';
/** The mark: a trace of three steps. */
export function Brand() {
  return (
    <svg class={css['brand']} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M5 8c4.5 0 4 8 11 8s6.5 8 11 8" />
      <circle cx="5" cy="8" r="3.5" />
      <circle cx="16" cy="16" r="3.5" />
      <circle cx="27" cy="24" r="3.5" />
    </svg>
  );
}
