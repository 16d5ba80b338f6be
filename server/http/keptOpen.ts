/** Bytes that can be left without breaking off the request that they come from, which is yet to be answered. */
export async function* keptOpen(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const bytes = file[Symbol.asyncIterator]();
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
}
