/** What keeps the demo from going on and is no bug: its message says all there is to know. */
export class DemoError extends Error {
  override name = 'DemoError';
}
