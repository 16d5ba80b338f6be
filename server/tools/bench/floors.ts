import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { newId } from '../../ids.ts';
import { createdAtOf } from '../../traces/createdAt.ts';
import { canonicalJson, rankBits, sha256 } from '../../traces/digest.ts';
import type { BareDatabase } from './database.ts';
import { toInput } from './lines.ts';

/** The least that storing traces takes: lines parsed, digested, and inserted in one transaction. */
export async function storeBarely(database: BareDatabase, lines: string[]): Promise<void> {
  await database.insert(lines.map(columnsOf));
}

/** The least that freezing a dataset takes: its rows selected and digested. */
export async function digestBarely(database: BareDatabase, datasetKey: string): Promise<void> {
  const digest = createHash('sha256');
  for (const [, traceVersion, prompt, finalAnswer, steps, meta] of await database.select(
    datasetKey,
  )) {
    const content = { traceVersion, prompt, finalAnswer, steps: parsed(steps), meta: parsed(meta) };
    digest.update(`${canonicalJson(content as Parameters<typeof canonicalJson>[0])}\n`);
  }
  digest.digest();
}

/** The least that an export takes: its rows selected, and as many bytes written. */
export async function copyBarely(
  database: BareDatabase,
  { datasetKey, path }: { datasetKey: string; path: string },
): Promise<void> {
  const rows = await database.select(datasetKey);
  await pipeline([rows.map((row) => `${JSON.stringify(row)}\n`).join('')], createWriteStream(path));
}

function columnsOf(line: string) {
  const trace = toInput(line);
  const { traceVersion, prompt, finalAnswer, steps, meta } = trace;
  const id = newId();
  const canonical = canonicalJson(trace);
  const digest = sha256(canonical);
  const { rankHigh, rankLow } = rankBits(digest);
  const stepChars = steps.reduce(
    (sum: number, { content }: { content: string }) => sum + content.length,
    0,
  );
  return [
    id,
    createdAtOf(id).toISOString(),
    traceVersion,
    meta?.source ?? null,
    steps.length,
    stepChars,
    prompt.length + finalAnswer.length + stepChars,
    Buffer.byteLength(canonical),
    digest,
    rankHigh,
    rankLow,
    prompt,
    finalAnswer,
    meta ? JSON.stringify(meta) : null,
    JSON.stringify(steps),
  ];
}

function parsed(json: unknown): unknown {
  return json == null ? undefined : JSON.parse(String(json));
}
