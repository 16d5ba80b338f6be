import { describe, expect, it } from 'vitest';
import { serverProcessFactory } from '../testing/serverProcess.ts';
import { serverFactory } from '../testing/testServer.ts';
import {
  buildSample,
  ended,
  startTraining,
  TRAINER,
  trainingFactory,
} from '../testing/training.ts';
import outputDirs from './launcher/tests/output_dirs.json' with { type: 'json' };

describe('The environment of a trainer', () => {
  const processes = serverProcessFactory();

  it("holds what is allowed, and none of the server's settings and secrets", async () => {
    const home = await processes.home();
    const server = await processes.start(home, {
      TUNIX_PYTHON: TRAINER,
      NODE_OPTIONS: '--no-warnings',
      AWS_SECRET_ACCESS_KEY: 'secret',
      PYTHONPATH: '/nowhere',
      LD_PRELOAD: '',
      T_batch_size: '1',
      JAX_PLATFORMS: 'cpu',
      HF_TOKEN: 'hf',
    });
    await buildSample(server);
    const id = await startTraining(server, 'environment');
    const names: string[] = JSON.parse((await ended(server, id)).stdout);
    expect(names).toEqual(
      expect.arrayContaining(['HF_TOKEN', 'HOME', 'JAX_PLATFORMS', 'PATH', 'WANDB_MODE']),
    );
    const allowed = new RegExp(
      `^((${PREFIXES.join('|')})\\w+|${NAMES.join('|')}|(https?|no)_proxy)$`,
      'i',
    );
    expect(names.filter((name) => !allowed.test(name))).toEqual([]);
  });
});

const PREFIXES = ['HF_', 'JAX_', 'KAGGLE', 'TPU_', 'WANDB_', 'XLA_', 'PYENV_', 'LC_', 'CUDA_'];
const NAMES = [
  'HOME',
  'LANG',
  'LD_LIBRARY_PATH',
  'LOGNAME',
  'PATH',
  'REQUESTS_CA_BUNDLE',
  'SSL_CERT_FILE',
  'TMPDIR',
  'TZ',
  'USER',
  'VIRTUAL_ENV',
  'XDG_CACHE_HOME',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'NVIDIA_VISIBLE_DEVICES',
  'TRANSFORMERS_OFFLINE',
];

describe('The output folder of a training', () => {
  const open = trainingFactory(serverFactory());

  it('is refused when it is not inside the run', async () => {
    const server = await open();
    for (const outputDir of [...outputDirs.refused, ...outputDirs.absolute]) {
      await expect(startTraining(server, 'hang', { outputDir })).rejects.toThrow(
        `Expected \`outputDir\` to lie inside the run's folder, such as ./output, got ${JSON.stringify(outputDir)}`,
      );
    }
    expect((await server.data('{ runs { totalCount } }')).runs.totalCount).toBe(0);
  });

  it('may be any folder inside the run', async () => {
    const server = await open();
    const id = await startTraining(server, '', { outputDir: './a..b/c' });
    expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED' });
  });
});
