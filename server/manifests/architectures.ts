import type { KnownModels } from '../integrations/tunix/status.ts';
import table from '../training/launcher/tunix_rt_launcher/architectures.json' with { type: 'json' };

/** Names with which a model's id can begin, by the versions of Tunix that this was written for. */
export const FAMILY_PREFIXES = table.families.map(({ prefix }) => prefix);

const FAMILIES = Object.fromEntries(table.families.map(({ prefix, family }) => [prefix, family]));
const UNPACKABLE: Record<string, string> = table.unpackable;
const LORA_MODULES: Record<string, string[]> = table.loraModules;

/** The family and the configuration that Tunix takes a model's id for; null for a family that it has not. */
export function configurationOf(
  modelId: string,
  families: KnownModels['families'] = FAMILIES,
): { family: string; configuration: string } | null {
  const name = (modelId.split('/').at(-1) ?? '').toLowerCase().replace(/^meta-llama-/, 'llama-');
  // An id may also be a configuration's own, such as `gemma3_270m_it`.
  const isConfiguration = !/[-.]/.test(name);
  const [prefix = '', family = ''] =
    Object.entries(families)
      .map(([start, found]) => [isConfiguration ? `${found}_` : start, found] as const)
      .filter(([start]) => name.startsWith(start))
      .sort(([one], [other]) => other.length - one.length)[0] ?? [];
  if (!family) return null;
  const version = name.slice(prefix.length).replace(/^-+/, '');
  return {
    family,
    configuration: `${family}_${version.replaceAll('-', '_').replaceAll('.', 'p')}`,
  };
}

/** Tunix's names for the projections of attention and feed-forward layers; of every architecture for an unknown model. */
export function loraModuleNames(modelId: string): string[] {
  const architecture = architectureOf(modelId);
  return (
    (architecture && LORA_MODULES[architecture]) || [...new Set(Object.values(LORA_MODULES).flat())]
  );
}

/** The same as the regular expression that a manifest holds. */
export function loraModules(modelId: string): string {
  return loraModuleNames(modelId)
    .map((name) => `.*${name}`)
    .join('|');
}

export function isGemma(modelId: string): boolean {
  return architectureOf(modelId)?.startsWith('gemma') ?? false;
}

/** Whether a model's own turns are known to be marked otherwise than Gemma's. */
export function hasOtherTurns(modelId: string): boolean {
  return table.otherTurns.includes(architectureOf(modelId) ?? '');
}

/** Why a model can't be trained on packed rows; undefined where it can. */
export function refusesPacking(modelId: string): string | undefined {
  return UNPACKABLE[configurationOf(modelId)?.family ?? ''];
}

/** Why a model can't be written for other tools; undefined where it can, or is of no family that is known. */
export function refusesExport(modelId: string): string | undefined {
  const family = configurationOf(modelId)?.family;
  if (!family || table.exportable.includes(family)) return undefined;
  return `it is ${family}, and only of ${table.exportable.join(', ')} is it known that transformers loads the same logits`;
}

function architectureOf(modelId: string): string | null {
  const found = configurationOf(modelId);
  return table.families.find(({ family }) => family === found?.family)?.architecture ?? null;
}
