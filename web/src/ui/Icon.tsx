const PATHS = {
  check: 'M4.5 8.3 7 10.8l4.5-5.3',
  cross: 'm5.5 5.5 5 5m0-5-5 5',
  dash: 'M5 8h6',
  arc: 'M8 2.8A5.2 5.2 0 1 1 2.8 8',
  alert: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 5v3.4m0 2.2v.1',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 5.2V8l1.8 1.2',
  copy: 'M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z',
  menu: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11',
  home: 'M2.500 7.500 8 2.800l5.500 4.700V13h-11zM6.500 13V9.500h3V13',
  trace: 'M3 4h10M5.500 8H13M8 12h5M3 8h.1M5.500 12h.1',
  review: 'M2.500 3h11v8h-6l-3 2.500V11h-2zM5.200 7l1.800 1.800L10.800 5.200',
  stack:
    'm8 2.500 5.500 2.800L8 8.100 2.500 5.300zM2.500 8 8 10.800 13.500 8M2.500 10.700 8 13.500l5.500-2.800',
  sheet: 'M4 2.500h5.500L12.500 5.500v8H4zM6 8.500h4.500M6 11h4.500',
  run: 'M5 3.200 12.500 8 5 12.800z',
  down: 'M8 2.5v8m-3.2-3.2L8 10.5l3.2-3.2M3 13.5h10',
  rising: 'M8 13V3.500m-3.500 3.500L8 3.500 11.500 7',
  falling: 'M8 3v9.500m-3.500-3.500L8 12.500 11.500 9',
  columns: 'M2.500 3h11v10h-11zM6.200 3v10m3.600-10v10',
  scale: 'M8 2.5v11M5 13.5h6M3 4.5h10M3 4.5 1.5 9h3L3 4.5ZM13 4.5 11.5 9h3L13 4.5Z',
  prompt: 'M2.500 3h11v8.500h-6L4.500 13.800V11.500h-2zM5 6.200l1.500 1.300L5 8.800M8 9h3',
  cube: 'M8 2 13.5 5v6L8 14l-5.5-3V5L8 2ZM2.5 5 8 8l5.5-3M8 8v6',
  star: 'm8 2.500 1.700 3.500 3.800.500-2.800 2.700.700 3.800L8 11.200l-3.400 1.800.700-3.800-2.800-2.700L6.300 6z',
  pin: 'M8 10v4M4.500 10h7L10 7.500V3.500h1v-1H5v1h1v4z',
  out: 'M6 3.500H3v9.500h9.500V10M9 3h4v4M13 3 7.5 8.5',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing of 16 by 16; a word beside it says what it means. */
export function Icon(props: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[props.name]} />
    </svg>
  );
}
