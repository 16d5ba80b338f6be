/** Whether PostgreSQL refused a text of a query: it neither keeps nor compares a NUL character. */
export function refusesNul(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Prisma has the code in its message, the driver beside it.
  return error.message.includes('Code: `22021`') || ('code' in error && error.code === '22021');
}
