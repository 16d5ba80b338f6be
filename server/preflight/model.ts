import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { modelFolder, runFolder } from '../home/layout.ts';
import type { ManifestContent } from '../manifests/content.ts';

/** What this machine has of a model and its tokenizer, where the manifest names a folder or a file. */
export type LocalModel = {
  /** The folder of a local model; null for a model from elsewhere, or when it is not here. */
  folder: string | null;
  /** Where a tokenizer would be read; null when it is not on this machine. */
  tokenizer: string | null;
  /** Why training would fail here, whatever comes. */
  problem: string | null;
  /** What is named and not here. */
  missing: string | null;
};

const TOKENIZER_FILES = ['tokenizer.json', 'tokenizer_config.json', 'tokenizer.model'];

/** Looks where the launcher would: a relative path is taken from the run's folder, `~` is the home folder. The tokenizer of a
 * registered model lies with it, where its training made one. */
export function findLocalModel(
  { home, runId }: { home: string; runId: string },
  { source, start }: ManifestContent,
): LocalModel {
  const found: LocalModel = { folder: null, tokenizer: null, problem: null, missing: null };
  const run = runFolder(home, runId).path;
  const place = (path: string) => resolve(run, path.replace(/^~(?=\/|$)/, homedir()));
  if (start) {
    const folder = modelFolder(home, start.version);
    if (!isFolder(folder)) found.missing = `the files of ${start.model} are not on this machine`;
    const tokenizer = join(folder, 'tokenizer');
    if (isFolder(tokenizer)) found.tokenizer = tokenizer;
  }
  if (source.kind === 'local' && source.path !== null) {
    const folder = place(source.path);
    if (!isFolder(folder)) return { ...found, missing: absence('folder', source.path) };
    if (!readdirSync(folder).some((name) => name.endsWith('.safetensors'))) {
      return { ...found, problem: `${folder} holds no *.safetensors` };
    }
    Object.assign(found, { folder, tokenizer: folder });
  }
  if (source.tokenizer !== null) {
    const path = place(source.tokenizer);
    // What is no path is an id on Hugging Face.
    if (!existsSync(path) && /^[./~]/.test(source.tokenizer)) {
      return { ...found, tokenizer: null, missing: absence('tokenizer', source.tokenizer) };
    }
    found.tokenizer = existsSync(path) ? path : null;
  }
  const { tokenizer } = found;
  if (
    tokenizer &&
    isFolder(tokenizer) &&
    !TOKENIZER_FILES.some((name) => existsSync(join(tokenizer, name)))
  ) {
    found.problem = `${tokenizer} holds no tokenizer.json or tokenizer.model: name one in \`tokenizer\``;
  }
  return found;
}

function absence(what: string, path: string): string {
  const advice = /^[/~]/.test(path)
    ? ''
    : "; a relative path is taken from the run's folder, so give a whole one to train here";
  return `there is no such ${what} on this machine${advice}`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
