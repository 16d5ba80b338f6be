const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A size in bytes, in the unit that leaves one to three figures: `512 B`, `1.5 MiB`. */
export function bytesText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(bytes || 1) / 10)));
  const value = bytes / 1024 ** power;
  return `${power > 0 && value < 100 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}
