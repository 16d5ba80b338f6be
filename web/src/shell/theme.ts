import { createSignal } from 'solid-js';

export const THEMES = [
  { name: 'system', icon: 'screen' },
  { name: 'light', icon: 'sun' },
  { name: 'dark', icon: 'moon' },
] as const;

export type Theme = (typeof THEMES)[number]['name'];

const [theme, setTheme] = createSignal(shownTheme());

/** Light, dark, or as the system has it. */
export { theme };

/** Shows a theme and remembers it; `theme.js` applies it before the next first paint. */
export function chooseTheme(name: Theme): void {
  setTheme(name);
  remember(name);
  if (name === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = name;
}

function shownTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function remember(name: Theme): void {
  try {
    if (name === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', name);
  } catch {
    // A browser that keeps nothing still shows the theme until the page is left.
  }
}
