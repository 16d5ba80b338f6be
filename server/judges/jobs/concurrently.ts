/** Does a work for every item, at most so many at a time. The first failure ends the others, and is thrown when all
 * have ended. */
export async function concurrently<Item>(
  items: AsyncGenerator<Item>,
  {
    concurrency,
    signal,
    work,
  }: {
    concurrency: number;
    signal: AbortSignal;
    work: (item: Item, ending: AbortSignal) => Promise<void>;
  },
): Promise<void> {
  const failing = new AbortController();
  const ending = AbortSignal.any([signal, failing.signal]);

  async function workOn(): Promise<void> {
    for (let next = await items.next(); !next.done; next = await items.next()) {
      ending.throwIfAborted();
      await work(next.value, ending);
    }
  }

  const workers = Array.from({ length: concurrency }, () =>
    workOn().catch((error: unknown) => failing.abort(error)),
  );
  await Promise.all(workers);
  await items.return(undefined);
  signal.throwIfAborted();
  failing.signal.throwIfAborted();
}
