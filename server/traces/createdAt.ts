/** When a trace was stored: the moment, in milliseconds, that a UUIDv7 carries in its first 48 bits. */
export function createdAtOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}
