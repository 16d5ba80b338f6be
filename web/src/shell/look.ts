import { type Accessor, createSignal } from 'solid-js';

/** Light, dark, or as the system has it. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** How tall the rows of lists are. */
export const DENSITIES = ['normal', 'compact', 'roomy'] as const;

export type Theme = (typeof THEMES)[number];
export type Density = (typeof DENSITIES)[number];

export const [theme, chooseTheme] = createLook('theme', THEMES);
export const [density, chooseDensity] = createLook('density', DENSITIES);

/** One of some looks of the page, the first unless another was chosen; `look.js` shows it before the first paint. */
function createLook<Name extends string>(
  attribute: 'theme' | 'density',
  names: readonly [Name, ...Name[]],
): [Accessor<Name>, (name: Name) => void] {
  const { dataset } = document.documentElement;
  const [look, setLook] = createSignal<Name>(
    names.find((name) => name === dataset[attribute]) ?? names[0],
  );
  const choose = (name: Name) => {
    if (name === names[0]) delete dataset[attribute];
    else dataset[attribute] = name;
    setLook(() => name);
    remember(attribute, name === names[0] ? null : name);
  };
  return [look, choose];
}

function remember(attribute: string, name: string | null): void {
  try {
    if (name === null) localStorage.removeItem(attribute);
    else localStorage.setItem(attribute, name);
  } catch {
    // A browser that keeps nothing still shows the look until the page is left.
  }
}
