/** The widths at which a page is laid out otherwise; styles name the same ones. */
export const BREAKPOINTS = { narrow: '(width < 40rem)', wide: '(width >= 64rem)' };
