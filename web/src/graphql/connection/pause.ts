export function createPause() {
  let end: (() => void) | undefined;
  return {
    wait: (milliseconds: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(() => end?.(), milliseconds);
        end = () => {
          end = undefined;
          clearTimeout(timer);
          resolve();
        };
      }),
    /** Ends the wait now; answers whether there was one. */
    end(): boolean {
      const isWaiting = end !== undefined;
      end?.();
      return isWaiting;
    },
  };
}
