/** Goes to the first field of a form that is marked as wrong, once that is on the page. */
export function focusInvalid(form: HTMLFormElement | undefined): void {
  queueMicrotask(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
