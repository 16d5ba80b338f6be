const SPACE = '-?0|auto|inherit|var\\(--space-\\d+\\)|calc\\(-1 \\* var\\(--space-\\d+\\)\\)';
const SPACES = [`/^(${SPACE})( (${SPACE}))*$/`, '/^(max|clamp|calc)\\(.*var\\(--/'];
const WIDTHS = ['40rem', '64rem', '100rem'];

/** What a style may say: sizes, spaces, shadows and colours are those of `ui/tokens.css`, no others. */
export default {
  rules: {
    'declaration-property-value-allowed-list': {
      font: ['inherit', '/^(\\d00 )?var\\(--text-[a-z]+\\)$/'],
      'font-size': ['inherit', '100%', 'max(0.93em, 0.75rem)'],
      'line-height': ['1', 'inherit'],
      '/^(gap|row-gap|column-gap|padding.*|margin.*)$/': SPACES,
      'box-shadow': [
        'none',
        'var(--floating)',
        'var(--modal)',
        '/^inset /',
        '/^0 0 0 \\d+px var\\(--/',
      ],
      '/^border.*radius$/': [
        '0',
        '50%',
        'inherit',
        '/^(var\\(--radius[a-z-]*\\)|0)( (var\\(--radius[a-z-]*\\)|0))*$/',
      ],
    },
    'color-no-hex': true,
    'color-named': 'never',
    'function-disallowed-list': ['rgb', 'rgba', 'hsl', 'oklch', 'oklab', 'light-dark'],
    'media-feature-name-value-allowed-list': { '/width/': WIDTHS },
    'media-feature-name-disallowed-list': ['min-width', 'max-width'],
  },
  overrides: [
    {
      files: ['web/src/ui/tokens.css'],
      rules: { 'color-no-hex': null, 'function-disallowed-list': null },
    },
  ],
};
