const ALLOWED_NAMES = new Set([
  'CUDA_HOME',
  'CUDA_VISIBLE_DEVICES',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'HOME',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'LANG',
  'LC_ALL',
  'LD_LIBRARY_PATH',
  'LIBTPU_INIT_ARGS',
  'LOGNAME',
  'NO_PROXY',
  'NVIDIA_VISIBLE_DEVICES',
  'PATH',
  'PYENV_ROOT',
  'PYENV_VERSION',
  'REQUESTS_CA_BUNDLE',
  'SSL_CERT_FILE',
  'TMPDIR',
  'TRANSFORMERS_OFFLINE',
  'TZ',
  'USER',
  'VIRTUAL_ENV',
  'XDG_CACHE_HOME',
  'https_proxy',
  'http_proxy',
  'no_proxy',
]);

const ALLOWED_PREFIXES = ['HF_', 'JAX_', 'KAGGLE', 'TPU_', 'WANDB_', 'XLA_'];

/** The environment of a Python child: what interpreters, accelerators and model downloads need, and
 * nothing else. The server's own settings and secrets stay out, and so do `T_*` variables, because
 * Tunix takes each of them as an override of its configuration. `WANDB_MODE` is `disabled` unless set. */
export function childEnvironment(
  source: Readonly<Record<string, string | undefined>>,
  also: readonly string[] = [],
): Record<string, string> {
  const environment: Record<string, string> = { WANDB_MODE: 'disabled' };
  for (const [name, value] of Object.entries(source)) {
    if (value !== undefined && (isAllowed(name) || also.includes(name))) environment[name] = value;
  }
  return environment;
}

function isAllowed(name: string): boolean {
  return ALLOWED_NAMES.has(name) || ALLOWED_PREFIXES.some((prefix) => name.startsWith(prefix));
}
