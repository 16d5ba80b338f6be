import { loraModuleNames } from '../../manifests/architectures.ts';
import { pythonPattern } from '../../manifests/pythonPattern.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkLora({ manifest: { lora, model } }: Evidence): Finding {
  if (!lora) return { status: 'PASS', message: 'All weights are trained' };
  const pattern = pythonPattern(`^(?:${lora.module_path})$`);
  const names = loraModuleNames(model.model_id);
  const matched = names.filter((module) =>
    ['attn', 'mlp'].some((part) => pattern.test(`layers/0/${part}/${module}`)),
  );
  return matched.length > 0
    ? { status: 'PASS', message: `Adapters of rank ${lora.rank} on ${matched.join(', ')}` }
    : {
        status: 'WARN',
        message: `${lora.module_path} matches no projection of ${model.model_id}, whose modules are ${names.map((module) => `layers/0/…/${module}`).join(', ')}; training refuses what matches none at all`,
      };
}
