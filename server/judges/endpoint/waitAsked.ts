/** How long an endpoint asks to wait before the next request, in milliseconds: `retry-after-ms`, or `retry-after` in
 * seconds or as a date. Null when it doesn't say. */
export function waitAsked(headers: Headers): number | null {
  const milliseconds = numberIn(headers.get('retry-after-ms'));
  if (milliseconds !== null) return milliseconds;
  const given = headers.get('retry-after');
  const seconds = numberIn(given);
  if (seconds !== null) return seconds * 1_000;
  const moment = Date.parse(given ?? '');
  return Number.isNaN(moment) ? null : Math.max(0, moment - Date.now());
}

function numberIn(text: string | null): number | null {
  return text !== null && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}
