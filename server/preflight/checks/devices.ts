import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkDevices({ manifest, tunix, environment }: Evidence): Finding {
  const [fsdp = 1, tp = 1] = manifest.mesh.shape;
  const needed = `a mesh of ${fsdp} by ${tp} takes ${countRows(fsdp * tp, 'device')}`;
  const hosts = (environment['TPU_WORKER_HOSTNAMES'] ?? '').split(',').filter(Boolean);
  const { length: here } = tunix.devices;
  const { batch_size: batch } = manifest.training;
  const doubts = [
    ...(hosts.length > 1
      ? [
          `this machine is one of ${hosts.length} hosts of a slice, on which training refuses to begin`,
        ]
      : []),
    ...(here > 0 && fsdp * tp > here
      ? [`this machine has ${here}, so that it can't train here`]
      : []),
    ...(batch % fsdp > 0
      ? [`a batch of ${batch} can't be split over ${fsdp}, so that every device computes all of it`]
      : []),
  ];
  return doubts.length > 0
    ? { status: 'WARN', message: [needed, ...doubts].join('; ') }
    : { status: 'PASS', message: needed };
}
