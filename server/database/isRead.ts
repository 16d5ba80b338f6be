/** Whether a statement only reads. */
export function isRead(statement: string): boolean {
  return /^\s*SELECT\b/i.test(statement);
}
