// Types of Thrift's compact protocol.
const [STOP, TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, STRUCT] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12,
];
const DEEPEST = 32;
const LONGEST_VARINT = 10;

/** Walks over a struct in Thrift's compact protocol, and answers where it ends. What holds for the reader that trusts it:
 * it ends within the bytes, holds at most `most` values, and no number or nesting in it is without end.
 * @throws RangeError when it doesn't */
export function checkThrift(bytes: Uint8Array, most: number): number {
  let at = 0;
  let values = 0;

  function next(): number {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('it goes on after its end');
    return byte;
  }

  function varint(): number {
    let value = 0;
    for (let index = 0; index < LONGEST_VARINT; index++) {
      const byte = next();
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number in it has no end');
  }

  function pass(length: number) {
    at += length;
    if (at > bytes.length) throw new RangeError('it goes on after its end');
  }

  function struct(depth: number) {
    for (let byte = next(); (byte & 0x0f) !== STOP; byte = next()) {
      if (byte >> 4 === 0) varint();
      value(byte & 0x0f, depth);
    }
  }

  function list(depth: number) {
    const byte = next();
    const count = byte >> 4 === 15 ? varint() : byte >> 4;
    const type = byte & 0x0f;
    for (let index = 0; index < count; index++) {
      value(type === TRUE || type === FALSE ? BYTE : type, depth + 1);
    }
  }

  function value(type: number, depth: number) {
    values += 1;
    if (depth > DEEPEST) throw new RangeError(`it nests more than ${DEEPEST} deep`);
    if (values > most) throw new RangeError(`it holds more than ${most} values`);
    if (type === TRUE || type === FALSE) return;
    if (type === BYTE) pass(1);
    else if (type === DOUBLE) pass(8);
    else if (type === I16 || type === I32 || type === I64) varint();
    else if (type === BINARY) pass(varint());
    else if (type === LIST) list(depth);
    else if (type === STRUCT) struct(depth + 1);
    else throw new RangeError(`it holds a value of the unknown type ${type}`);
  }

  struct(0);
  return at;
}
