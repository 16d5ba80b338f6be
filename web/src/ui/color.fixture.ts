import { readFileSync } from 'node:fs';

/** A colour in sRGB whose parts are linear, 0 to 1. */
export type Linear = readonly [number, number, number];

type Matrix = readonly [Linear, Linear, Linear];

/** How eyes see colours that lack a kind of cone entirely (Machado, Oliveira and Fernandes 2009, severity 1). */
const SIGHTS: Record<string, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** The colours of `tokens.css` in a theme, by their names without dashes before. */
export function tokensOf(theme: 'light' | 'dark'): Map<string, Linear> {
  const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
  const pairs = css.matchAll(
    /--([\w-]+): light-dark\((#\w+|oklch\([^)]*\)), (#\w+|oklch\([^)]*\))\)/g,
  );
  return new Map(
    [...pairs].map(([, name = '', light = '', dark = '']) => [
      name,
      linearOf(theme === 'light' ? light : dark),
    ]),
  );
}

/** The contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: Linear, other: Linear): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The least distance between any two colours under any sight, in OKLab times 100, and which they are. */
export function leastDistance(colors: Map<string, Linear>): { distance: number; between: string } {
  const names = [...colors.keys()];
  const all = Object.entries(SIGHTS).flatMap(([sight, matrix]) => {
    const seen = names.map((name) => oklabOf(apply(matrix, colors.get(name) ?? [0, 0, 0])));
    return names.flatMap((one, index) =>
      names.slice(index + 1).map((other, ahead) => ({
        distance: 100 * Math.hypot(...difference(seen[index], seen[index + 1 + ahead])),
        between: `${one} and ${other}, ${sight}`,
      })),
    );
  });
  return all.reduce((least, one) => (one.distance < least.distance ? one : least));
}

function difference([a, b, c]: Linear = [0, 0, 0], [x, y, z]: Linear = [0, 0, 0]): number[] {
  return [a - x, b - y, c - z];
}

function luminance([red, green, blue]: Linear): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linearOf(css: string): Linear {
  if (css.startsWith('#')) {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
      toLinear(Number.parseInt(css.slice(at, at + 2), 16) / 255),
    );
    return [red, green, blue];
  }
  const [lightness = 0, chroma = 0, hue = 0] = (css.match(/[\d.]+/g) ?? []).map(Number);
  const angle = (hue * Math.PI) / 180;
  return fromOklab([lightness / 100, chroma * Math.cos(angle), chroma * Math.sin(angle)]);
}

function toLinear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

// Both ways: https://bottosson.github.io/posts/oklab/
function fromOklab([lightness, a, b]: Linear): Linear {
  const cones = apply(
    [
      [1, 0.3963377774, 0.2158037573],
      [1, -0.1055613458, -0.0638541728],
      [1, -0.0894841775, -1.291485548],
    ],
    [lightness, a, b],
  );
  const [long, middle, short] = cones;
  return clamped(
    apply(
      [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.707614701],
      ],
      [long ** 3, middle ** 3, short ** 3],
    ),
  );
}

function oklabOf(color: Linear): Linear {
  const [long, middle, short] = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    clamped(color),
  );
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(long), Math.cbrt(middle), Math.cbrt(short)],
  );
}

function apply(matrix: Matrix, [x, y, z]: Linear): Linear {
  const row = ([a, b, c]: Linear) => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

function clamped([red, green, blue]: Linear): Linear {
  const part = (value: number) => Math.min(1, Math.max(0, value));
  return [part(red), part(green), part(blue)];
}
