import { isUtf8 } from 'node:buffer';
import type { ParquetParsers, SchemaElement } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { type JsonValue, readJson } from '../../../json.ts';

/** How hyparquet makes values of bytes: moments as ISO 8601, to the last digit; bytes stay bytes unless they are text. */
export function parsersFor({ logical_type: type }: SchemaElement): ParquetParsers {
  const zone = type?.type === 'TIMESTAMP' && !type.isAdjustedToUTC ? '' : 'Z';
  const moment = (ticks: bigint | number, perMillisecond: number) =>
    momentOf(BigInt(ticks), BigInt(perMillisecond), zone);
  return {
    ...DEFAULT_PARSERS,
    timestampFromMilliseconds: (ticks) => moment(ticks, 1),
    timestampFromMicroseconds: (ticks) => moment(ticks, 1_000),
    timestampFromNanoseconds: (ticks) => moment(ticks, 1_000_000),
    dateFromDays: (days) => momentOf(BigInt(days) * 86_400_000n, 1n, '').split('T')[0],
    stringFromBytes: (bytes) => (isUtf8(bytes) ? textOf(bytes) : bytes),
    jsonFromBytes,
  };
}

/** A moment by its ticks since 1970; one that no calendar holds stays a number. */
function momentOf(ticks: bigint, perMillisecond: bigint, zone: string): string {
  const within = ((ticks % perMillisecond) + perMillisecond) % perMillisecond;
  const date = new Date(Number((ticks - within) / perMillisecond));
  if (Number.isNaN(date.getTime())) return `${ticks}`;
  const digits = `${within}`.padStart(`${perMillisecond}`.length - 1, '0').replace(/0+$/, '');
  return date.toISOString().replace('Z', `${within > 0n ? digits : ''}${zone}`);
}

function jsonFromBytes(bytes: Uint8Array): JsonValue | Uint8Array {
  if (!isUtf8(bytes)) return bytes;
  const text = textOf(bytes);
  const reading = readJson(text);
  return 'problem' in reading ? text : reading.value;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

/** A decimal is read as its digits, so that all of them are kept. */
export function scaleOf({ converted_type, logical_type, scale = 0 }: SchemaElement): number | null {
  if (logical_type?.type === 'DECIMAL') return logical_type.scale;
  return converted_type === 'DECIMAL' ? scale : null;
}

/** The decimals of a column, which may stand in lists. */
export function toDecimals(value: unknown, scale: number): unknown {
  if (Array.isArray(value)) return value.map((each) => toDecimals(each, scale));
  if (value instanceof Uint8Array) return decimalOf(signedOf(value), scale);
  return typeof value === 'number' || typeof value === 'bigint'
    ? decimalOf(BigInt(value), scale)
    : null;
}

/** What may still be taken of a row, and whether bytes in it are no text. */
export type Allowance = { bytesLeft: number; isBinary: boolean };

/** A value as JSON; of one that is larger than allowed, only a part. */
export function toJson(value: unknown, allowance: Allowance): JsonValue {
  allowance.bytesLeft -= 1;
  if (allowance.bytesLeft < 0 || value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((each) => toJson(each, allowance));
  if (value instanceof Uint8Array) {
    if (isUtf8(value)) return toJson(textOf(value), allowance);
    allowance.isBinary = true;
    return null;
  }
  switch (typeof value) {
    case 'string':
      allowance.bytesLeft -= Buffer.byteLength(value);
      return value;
    case 'boolean':
      return value;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`;
    case 'number':
      return Number.isFinite(value) ? value : `${value}`;
    default:
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => {
          allowance.bytesLeft -= name.length;
          return [name, toJson(each, allowance)];
        }),
      );
  }
}

/** A number where it holds each digit, else the digits. */
function decimalOf(integer: bigint, scale: number): JsonValue {
  const digits = `${integer < 0n ? -integer : integer}`.padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const text = `${integer < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
  return `${Number(text)}` === text ? Number(text) : text;
}

/** The number in two's complement, its greatest byte first. */
function signedOf(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}
