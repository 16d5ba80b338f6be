import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import { z } from 'zod';
import { ADDRESSES, writeAddress } from '../../../addresses.ts';
import { SAMPLE_KINDS, sampleTraces } from '../../../examples/sampleTraces.ts';
import { DemoError } from '../failure.ts';
import { IMPORT_TRACES } from '../operations.ts';
import { countText, size } from '../terminal.ts';
import type { Demo, Imported } from './station.ts';

const SEED = 42;
const SHOWN_ERRORS = 5;

const report = z.object({
  format: z.string().optional(),
  accepted: z.number(),
  scores: z.number(),
  skipped: z.number(),
  rejected: z.number(),
  errors: z.array(z.object({ line: z.number(), message: z.string() })),
});

const refusal = z.object({ title: z.string(), detail: z.string() });

/** Imports traces of our own making, in one request. */
export async function importSample({ client, terminal }: Demo): Promise<Imported> {
  const since = performance.now();
  const traces = sampleTraces({ seed: SEED });
  const { createdCount } = await client.send(IMPORT_TRACES, { input: { traces } });
  terminal.station({ name: 'Import traces', operations: [IMPORT_TRACES.title], since });
  terminal.row(
    'source',
    `a sample of ${SAMPLE_KINDS.length} kinds of tasks, made with seed ${SEED}`,
  );
  terminal.row('stored', countText(createdCount, 'trace'));
  return { storedCount: createdCount, isSample: true };
}

/** Makes sure that a file can be imported.
 * @throws DemoError when there is none, or it is in the folder that is about to be emptied */
export async function checkFile(
  path: string,
  { home, shownPath }: Pick<Demo, 'home' | 'shownPath'>,
): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw new DemoError(error.message);
    throw new DemoError(`There is no file ${shownPath(path)}`);
  });
  if (found.isDirectory()) {
    throw new DemoError(`Expected a file, got the folder ${shownPath(path)}`);
  }
  const [file, folder] = await Promise.all([path, home].map(realPath));
  if (file?.startsWith(`${folder}${sep}`)) {
    throw new DemoError(
      `${shownPath(path)} is in the demo's folder, which is emptied first. Move it elsewhere.`,
    );
  }
}

// A pipe, or a folder that is yet to be made, has no path of its own.
function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** Imports a file as it is read, whatever an import knows. @throws DemoError when no row makes a trace */
export async function importFile(demo: Demo, path: string): Promise<Imported> {
  const { client, terminal, shownPath } = demo;
  const since = performance.now();
  const { size: bytes } = await stat(path);
  const address = writeAddress(ADDRESSES.importTraces, {}, { name: basename(path) });
  const answer = await client.upload(address, readFile(demo, { path, bytes }));
  const refused = refusal.safeParse(answer).data;
  if (refused) throw new DemoError(`${shownPath(path)} can't be imported: ${refused.detail}`);
  const { format, accepted, skipped, rejected, scores, errors } = report.parse(answer);
  terminal.station({
    name: 'Import traces',
    operations: [`POST ${ADDRESSES.importTraces}`],
    since,
  });
  terminal.row('source', `${shownPath(path)}${bytes > 0 ? `, ${size(bytes)}` : ''}`);
  if (format !== undefined) terminal.row('read as', format);
  terminal.row('stored', countText(accepted, 'trace'));
  if (scores > 0) terminal.row('scores', countText(scores, 'score'));
  if (skipped > 0)
    terminal.row('skipped', `${countText(skipped, 'trace')} that the file has twice`);
  if (rejected > 0) terminal.row('refused', countText(rejected, 'row'), 'yellow');
  for (const { line, message } of errors.slice(0, SHOWN_ERRORS)) {
    terminal.row(`  row ${line}`, message, 'yellow');
  }
  if (rejected > SHOWN_ERRORS) terminal.row('', `and ${rejected - SHOWN_ERRORS} more`);
  if (accepted === 0) {
    throw new DemoError(
      `${shownPath(path)} has no row that makes a trace, so there is nothing to go on with`,
    );
  }
  return { storedCount: accepted, isSample: false };
}

async function* readFile(
  { terminal }: Demo,
  { path, bytes }: { path: string; bytes: number },
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of createReadStream(path)) {
    read += chunk.length;
    const share = bytes > 0 ? `, ${Math.floor((100 * read) / bytes)}%` : '';
    terminal.progress(`importing, ${size(read)} read${share}`);
    yield chunk;
  }
}
