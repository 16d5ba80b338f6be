/** The keys of a part of the workbench. A page is known by the beginning of its address. */
export type KeyGroup = { title: string; page?: RegExp; keys: [keys: string[], meaning: string][] };

const LIST: [string[], string][] = [
  [['j', 'k'], 'Next or previous row'],
  [['Enter'], 'Open the row'],
];

const KEY_GROUPS: KeyGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      [['Ctrl K', '⌘ K'], 'Command palette: any page, trace, dataset, manifest or run'],
      [['?'], 'This sheet'],
      [['Esc'], 'Close what is open'],
      [['Tab'], 'Next control; the first one skips to the content'],
      [['F8'], 'The newest notice, such as its Undo, and back'],
    ],
  },
  { title: 'Overview', page: /^\/$/, keys: LIST },
  {
    title: 'Traces',
    page: /^\/traces$/,
    keys: [
      ...LIST,
      [['x'], 'Select the trace'],
      [['Shift X'], 'Select up to here'],
      [['/'], 'Search'],
      [['Esc'], 'Clear the selection'],
    ],
  },
  {
    title: 'A trace',
    page: /^\/traces\/(?!compare)/,
    keys: [
      [['j', 'k'], 'Next or previous step'],
      [['e'], 'Unfold or fold long steps'],
      [['Esc'], 'Back to the list'],
    ],
  },
  {
    title: 'Two traces',
    page: /^\/traces\/compare/,
    keys: [[['j', 'k'], 'Next or previous part']],
  },
  {
    title: 'Storage',
    page: /^\/storage$/,
    keys: [...LIST, [['x'], 'Select the run'], [['Shift X'], 'Select up to here']],
  },
  { title: 'Reviews', page: /^\/reviews$/, keys: LIST },
  {
    title: 'A review',
    page: /^\/reviews\/(?!new)/,
    keys: [
      [['1', '…', '9'], 'Choose a verdict'],
      [['Enter'], 'Save it, and go on'],
      [['w'], 'Write why; Esc leads back, Ctrl Enter saves'],
      [['←', '→'], 'The item before or after'],
      [['u'], 'Take back what you said last'],
      [['s'], 'Skip the item'],
    ],
  },
  {
    title: 'A new import',
    page: /^\/imports\/new$/,
    keys: [[['[', ']'], 'Previous or next row']],
  },
  {
    title: 'Imports, datasets, a dataset, manifests',
    page: /^\/(imports|datasets|manifests)/,
    keys: LIST,
  },
  {
    title: 'Runs',
    page: /^\/runs$/,
    keys: [...LIST, [['x'], 'Select the run'], [['Shift X'], 'Select up to here']],
  },
  { title: 'Evaluations', page: /^\/evaluations$/, keys: LIST },
  {
    title: 'An evaluation',
    page: /^\/evaluations\/(?!new|compare|leaderboard)/,
    keys: [
      [['j', 'k'], 'Next or previous question'],
      [['[', ']'], 'Previous or next answer to it'],
      [['1', '…', '5'], 'Correct, wrong, no answer, cut off, error alone'],
      [['Esc'], 'Close the question'],
    ],
  },
  {
    title: 'Two evaluations',
    page: /^\/evaluations\/compare/,
    keys: [[['1', '…', '4'], 'Broken, fixed, both right, both wrong alone']],
  },
  { title: 'Models', page: /^\/models$/, keys: LIST },
  {
    title: 'Playground',
    page: /^\/playground$/,
    keys: [
      [['Ctrl Enter'], 'Generate'],
      [['Esc'], 'Stop'],
    ],
  },
  {
    title: 'The log of a run',
    page: /^\/runs\/(?!compare)/,
    keys: [
      [['/'], 'Search in the log'],
      [['n', 'Shift N'], 'Next or previous hit'],
      [['j', 'k'], 'Next or previous line; Enter links to it'],
      [['g', 'Shift G'], 'First line, or follow the end'],
    ],
  },
  {
    title: 'A chart',
    page: /^\/runs\/./,
    keys: [
      [['←', '→'], 'A step; with Shift, ten'],
      [['+', '-'], 'Less or more around it'],
      [['Esc'], 'All steps'],
    ],
  },
];

/** All keys: those that work everywhere, those of the page at an address, then the others. */
export function keyGroupsAt(pathname: string): KeyGroup[] {
  const rank = ({ page }: KeyGroup) => (!page ? 0 : page.test(pathname) ? 1 : 2);
  return KEY_GROUPS.toSorted((one, other) => rank(one) - rank(other));
}
