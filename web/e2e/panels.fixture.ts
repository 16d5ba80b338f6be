/** What is there before anything was done: test id, text or value. */
export const AT_FIRST: [testId: string, text: string | RegExp][] = [
  ['sys:api-card', 'API: healthy'],
  ['sys:api-status', /^API: healthy$/],
  ['sys:redi-card', 'RediAI: '],
  ['sys:redi-status', /^RediAI: disabled$/],
  ['trace:section', 'Reasoning Traces'],
  ['trace:input-container', 'Trace JSON'],
  ['trace:json', /^$/],
  ['trace:actions', 'Load Example'],
  ['trace:load-example', /^Load Example$/],
  ['trace:upload', /^Upload$/],
  ['trace:fetch', /^Fetch$/],
  ['compare:section', 'Evaluate Traces'],
  ['compare:input-container', 'Base Trace ID'],
  ['compare:base-id', /^$/],
  ['compare:other-id', /^$/],
  ['compare:submit', /^Fetch & Compare$/],
  ['ungar:section', 'UNGAR Generator (Optional)'],
  ['ungar:status-container', 'pip install'],
  ['ungar:status', /^Status: ❌ Not Installed$/],
  ['tunix:section', 'Tunix Integration'],
  ['tunix:status-container', 'pip install'],
  ['tunix:status', /^Status: Tunix is not available/],
  ['tunix:runtime-required', /^Runtime Required: Yes$/],
  ['tunix:form', 'Run Async (Non-blocking)'],
  ['tunix:dataset-key', /^$/],
  ['tunix:model-id', /^google\/gemma-2b-it$/],
  ['tunix:output-dir', /^\.\/output\/tunix_run$/],
  ['tunix:export-btn', /^Export JSONL$/],
  ['tunix:manifest-btn', /^Generate Manifest$/],
  ['tunix:run-dry-btn', /^Run \(Dry-run\)$/],
  ['tunix:run-local-btn', /^Run with Tunix \(Local\)$/],
  ['tunix:run-history-section', 'Run History'],
  ['tunix:toggle-history-btn', /^▶ Run History$/],
];

/** What is not there yet. */
export const NOT_YET = [
  ...['trace:error', 'trace:success', 'trace:result', 'compare:error', 'compare:result'],
  ...['ungar:version', 'ungar:generator', 'ungar:error', 'ungar:results'],
  ...['tunix:run-loading', 'tunix:error', 'tunix:run-result', 'tunix:manifest-result'],
  ...['tunix:run-history-content', 'tunix:refresh-history-btn', 'live-logs:container'],
];

/** What waits for something to be filled in. */
export const DISABLED_AT_FIRST = [
  ...['trace:upload', 'trace:fetch', 'compare:submit', 'tunix:export-btn'],
  ...['tunix:manifest-btn', 'tunix:run-dry-btn', 'tunix:run-local-btn'],
];
