import rules from '../training/launcher/tunix_rt_launcher/output_dir.json' with { type: 'json' };

/** Why training can't write its results there, as the launcher says it; undefined when it can. */
export function outputDirProblem(outputDir: string): string | undefined {
  const broken = rules.refused.find(({ pattern }) => new RegExp(pattern, 'i').test(outputDir));
  if (broken) return `${expected(outputDir)}, which ${broken.because}`;
  const isTooLong = outputDir
    .split('/')
    .some((name) => new TextEncoder().encode(name).length > 255);
  return isTooLong ? `${expected(outputDir)}, which has a name of over 255 bytes` : undefined;
}

/** Why training on this server can't: it writes into the run's folder and nowhere else. */
export function outputDirProblemHere(outputDir: string): string | undefined {
  return outputDirProblem(outputDir) ?? (isOutside(outputDir) ? expected(outputDir) : undefined);
}

/** Whether it is a folder outside of the run's. */
export function isOutside(outputDir: string): boolean {
  return new RegExp(rules.absolute).test(outputDir);
}

function expected(outputDir: string): string {
  return `Expected \`outputDir\` to lie inside the run's folder, such as ./output, got ${JSON.stringify(outputDir)}`;
}
