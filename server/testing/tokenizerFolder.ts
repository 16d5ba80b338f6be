import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import written from '../training/launcher/tests/chat_templates/cases.json' with { type: 'json' };

/** A folder with a tokenizer and a chat template of the launcher's tests; it goes with the test. */
export async function tokenizerFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tokenizer-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const tokens = Object.entries(written.templates).find(([other]) => other === name)?.[1];
  await copyFile(fixture('tokenizer.json'), join(folder, 'tokenizer.json'));
  await copyFile(fixture(`${name}.jinja`), join(folder, 'chat_template.jinja'));
  const config = { tokenizer_class: 'PreTrainedTokenizerFast', ...tokens, problems: undefined };
  await writeFile(join(folder, 'tokenizer_config.json'), JSON.stringify(config));
  return folder;
}

/** The path of a file of the launcher's tests of chat templates. */
export function fixture(name: string): string {
  const folder = new URL('../training/launcher/tests/chat_templates/', import.meta.url);
  return fileURLToPath(new URL(name, folder));
}
