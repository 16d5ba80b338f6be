/** Items from one who does not wait to one who takes them as fast as it can. */
export type Mailbox<Item> = {
  put: (item: Item) => void;
  /** No more will come; what is there is still taken. */
  close: () => void;
  /** The items until it is closed, or the signal comes. */
  take: (signal: AbortSignal) => AsyncGenerator<Item>;
};

/** `join` makes one item of the last that nobody took yet and the next, where it can, so that a slow taker finds few. */
export function createMailbox<Item>(join: (last: Item, next: Item) => Item | null): Mailbox<Item> {
  const items: Item[] = [];
  let isClosed = false;
  let wake = () => {};
  return {
    put(item) {
      const last = items.at(-1);
      const joined = last === undefined ? null : join(last, item);
      if (joined === null) items.push(item);
      else items[items.length - 1] = joined;
      wake();
    },
    close() {
      isClosed = true;
      wake();
    },
    async *take(signal) {
      const stop = () => wake();
      signal.addEventListener('abort', stop, { once: true });
      try {
        while (!signal.aborted) {
          const item = items.shift();
          if (item !== undefined) yield item;
          else if (isClosed) return;
          else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
