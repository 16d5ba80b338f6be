/** What to do with a manifest. */
export function describeManifest({ datasetKey }: { datasetKey: string }): string {
  return `Manifest generated for dataset ${datasetKey}. Save as YAML and execute with Tunix CLI.`;
}
