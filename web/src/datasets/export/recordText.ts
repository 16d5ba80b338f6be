const LONGEST = 600;

/** A record to look at: on several lines, its long texts cut. */
export function recordText(record: string): string {
  return JSON.stringify(
    JSON.parse(record, (_key, value) => shortened(value)),
    null,
    2,
  );
}

function shortened(value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= LONGEST) return value;
  const characters = [...value];
  if (characters.length <= LONGEST) return value;
  const left = characters.length - LONGEST;
  return `${characters.slice(0, LONGEST).join('')}… (${left.toLocaleString('en-US')} more characters)`;
}
