import { expect, test } from 'vitest';
import { childEnvironment } from './childEnvironment.ts';

test('passes what interpreters, accelerators and model downloads need', () => {
  const source = {
    PATH: '/bin',
    HOME: '/home/ada',
    CUDA_VISIBLE_DEVICES: '0',
    JAX_PLATFORMS: 'cpu',
    TPU_WORKER_ID: '0',
    XLA_FLAGS: '--xla_dump_to=out',
    HF_TOKEN: 'hf',
    KAGGLE_KEY: 'key',
    KAGGLEHUB_CACHE: 'cache',
  };
  expect(childEnvironment(source)).toEqual({ ...source, WANDB_MODE: 'disabled' });
});

test("keeps back the server's settings, other programs' secrets and the overrides that Tunix would take", () => {
  const source = {
    TUNIX_RT_TOKEN: 'secret',
    DATABASE_URL: 'postgres://ada:secret@localhost/tunix',
    AWS_SECRET_ACCESS_KEY: 'secret',
    NODE_OPTIONS: '--inspect',
    PYTHONPATH: 'packages',
    T_batch_size: '1',
    T_PATH: '1',
  };
  expect(childEnvironment(source)).toEqual({ WANDB_MODE: 'disabled' });
});

test('turns Weights & Biases off only where nobody chose a mode', () => {
  expect(childEnvironment({ WANDB_MODE: 'offline' })).toEqual({ WANDB_MODE: 'offline' });
});

test('passes a further variable by name for the child that needs it', () => {
  const source = { PYTHONPATH: 'packages', PYTHONHOME: 'home' };
  expect(childEnvironment(source, ['PYTHONPATH'])).toMatchObject({ PYTHONPATH: 'packages' });
  expect(childEnvironment(source, ['PYTHONPATH'])).not.toHaveProperty('PYTHONHOME');
});
