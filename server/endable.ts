/** A generator that ends at once when it is left, even while it waits, and when the signal comes. What
 * it waits for must end with the signal that it is given. */
export function endable<Item>(
  signal: AbortSignal,
  generate: (ending: AbortSignal) => AsyncGenerator<Item>,
): AsyncGenerator<Item> {
  const left = new AbortController();
  const generator = generateAndLeave();
  const leave = <Result>(end: () => Result): Result => {
    left.abort();
    return end();
  };
  async function* generateAndLeave() {
    try {
      yield* generate(AbortSignal.any([signal, left.signal]));
    } finally {
      left.abort();
    }
  }
  return {
    next: () => generator.next(),
    return: (value) => leave(() => generator.return(value)),
    throw: (error) => leave(() => generator.throw(error)),
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await this.return(undefined);
    },
  };
}
