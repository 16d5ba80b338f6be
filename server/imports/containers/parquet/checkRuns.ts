// What packs bits may fill up its last run to 63 groups of 8.
const SPARE = 63 * 8;

/** Walks over runs of numbers (the format's "RLE/Bit-packing Hybrid") as far as `count` of them, or their end.
 * @throws RangeError when a run has more than there are, for which its reader would make room */
export function checkRuns(bytes: Uint8Array, { width, count }: { width: number; count: number }) {
  let at = 0;
  let seen = 0;
  while (seen < count && at < bytes.length) {
    const { value, length } = varintAt(bytes, at);
    at += length;
    const isPacked = value % 2 === 1;
    const run = Math.floor(value / 2) * (isPacked ? 8 : 1);
    if (run > count + (isPacked ? SPARE : 0))
      throw new RangeError(`it has a run of ${run} among ${count} values`);
    seen += run;
    at += isPacked ? (run / 8) * width : Math.ceil(width / 8);
  }
}

/** Walks over `count` differences (the format's "Delta Encoding"), as far as they go.
 * @throws RangeError when a number in it has no end, which its reader would make a large one of */
export function checkDeltas(bytes: Uint8Array, count: number) {
  let at = 0;
  function next(): number {
    const { value, length } = varintAt(bytes, at);
    at += length;
    return value;
  }

  const block = next();
  const parts = next();
  next();
  next();
  if (!(parts > 0 && block > 0 && block % parts === 0))
    throw new RangeError(`it has blocks of ${block} differences in ${parts} parts`);
  for (let seen = 1; seen < count && at < bytes.length; seen += block) {
    next();
    const widths = bytes.subarray(at, at + parts);
    at += parts;
    for (const width of widths) at += (width * (block / parts)) / 8;
  }
}

function varintAt(bytes: Uint8Array, at: number): { value: number; length: number } {
  let value = 0;
  for (let length = 1; length <= 10; length++) {
    const byte = bytes[at + length - 1];
    if (byte === undefined) throw new RangeError('it ends within a number');
    value += (byte & 0x7f) * 2 ** (7 * (length - 1));
    if (byte < 0x80) return { value, length };
  }
  throw new RangeError('a number in it has no end');
}
