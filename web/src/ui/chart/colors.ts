/** What a CSS colour is as one that a canvas takes, such as that of `var(--line)` in the theme of now. */
export type Colors = ((css: string) => string) & { forget: () => void };

// A canvas knows neither variables nor `light-dark`: an element has to say what they are.
export function createColors(host: HTMLElement): Colors {
  const known = new Map<string, string>();
  const color = (css: string) => {
    const seen = known.get(css);
    if (seen) return seen;
    const before = host.style.color;
    host.style.color = css;
    const resolved = getComputedStyle(host).color;
    host.style.color = before;
    known.set(css, resolved);
    return resolved;
  };
  return Object.assign(color, { forget: () => known.clear() });
}

/** Calls back when the page turns light or dark; answers how to stop that. */
export function onThemeChange(listener: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  media.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    media.removeEventListener('change', listener);
  };
}
