export function isRead(statement: string): boolean {
  return /^\s*SELECT\b/i.test(statement);
}
