const PATHS = {
  check: 'M4.5 8.3 7 10.8l4.5-5.3',
  cross: 'm5.5 5.5 5 5m0-5-5 5',
  dash: 'M5 8h6',
  arc: 'M8 2.8A5.2 5.2 0 1 1 2.8 8',
  alert: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 5v3.4m0 2.2v.1',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 5.2V8l1.8 1.2',
  copy: 'M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600M8 1v1.500m0 11V15M1 8h1.500m11 0H15M3 3l1.1 1.100m7.8 7.800L13 13m0-10-1.1 1.100m-7.8 7.800L3 13',
  moon: 'M13.2 9.800A5.8 5.8 0 0 1 6.2 2.800a5.8 5.8 0 1 0 7 7z',
  screen: 'M1.8 2.800h12.400v8H1.800zM5.5 13.700h5',
  down: 'M8 2.5v8m-3.2-3.2L8 10.5l3.2-3.2M3 13.5h10',
  out: 'M6 3.500H3v9.500h9.500V10M9 3h4v4M13 3 7.5 8.5',
} as const;

/** A line drawing of 16 by 16; a word beside it says what it means. */
export function Icon(props: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[props.name]} />
    </svg>
  );
}
