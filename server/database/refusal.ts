/** Whether PostgreSQL refused a text of a query: it neither keeps nor compares a NUL character. */
export function refusesNul(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Code: `22021`');
}
