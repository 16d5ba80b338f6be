/** Every address that the server answers beside the page, as `URLPattern` reads it: the server routes
 * by them, the API and the page link to them, and the page's development server passes them on. */
export const ADDRESSES = {
  graphql: '/graphql',
  session: '/session',
  alive: '/healthz',
  ready: '/readyz',
  metrics: '/metrics',
  importTraces: '/traces/import',
  previewImport: '/traces/import/preview',
  exportTraces: '/traces/export.:file',
  importScores: '/scores/import',
  sampleTraces: '/traces/samples.jsonl',
  ungarTraces: '/ungar/high-card-duel/export.jsonl',
  datasetExport: '/datasets/:key/export.:file',
  datasetTraces: '/datasets/:key/traces.jsonl',
  datasetPairs: '/datasets/:key/pairs.jsonl',
  datasetManifest: '/datasets/:key/manifest.json',
  exportFile: '/exports/:folder/:filename',
  manifestYaml: '/manifests/:id.yaml',
  manifestJson: '/manifests/:id.json',
  manifestBundle: '/manifests/:id/bundle.tar',
  runLog: '/runs/:id/log',
  runFile: '/runs/:id/files/:path(.*)',
  runFolder: '/runs/:id/folder.tar',
  model: '/models/:reference/model.tar',
  generateWithModel: '/models/:reference/generate',
  generateWithCheckpoint: '/runs/:id/checkpoints/:step/generate',
  regression: '/evaluations/:id/regression',
  runDropped: '/runs/:id/dropped.jsonl',
} as const;

export type Address = (typeof ADDRESSES)[keyof typeof ADDRESSES];

/** Writes an address with its parts and parameters, encoded. A part that is a path keeps its slashes. */
export function writeAddress<Pattern extends Address>(
  pattern: Pattern,
  parts: Record<PartName<Pattern>, string>,
  parameters: Record<string, string> = {},
): string {
  const values = new Map(Object.entries<string>(parts));
  const path = pattern.replace(PART, (_part, name: string, isPath?: string) => {
    const value = values.get(name) ?? '';
    return isPath ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
  const pairs = Object.entries(parameters).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

/** A regular expression that an address of the pattern matches, with its parameters. */
export function writeExpression(pattern: Address): string {
  const path = pattern
    .replaceAll(/\.(?!\*)/g, '\\.')
    .replace(PART, (_part, _name, isPath?: string) => (isPath ? '[^?]*' : '[^/?]+'));
  return `^${path}(\\?|$)`;
}

const PART = /:(\w+)(\(\.\*\))?/g;

type PartName<Pattern extends string> = Pattern extends `${infer First}/${infer Rest}`
  ? PartName<First> | PartName<Rest>
  : Pattern extends
        | `:${infer Name}(.*)`
        | `:${infer Name}.${string}`
        | `${string}.:${infer Name}`
        | `:${infer Name}`
    ? Name extends `${string}${'.' | '('}${string}`
      ? never
      : Name
    : never;
