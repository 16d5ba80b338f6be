// Makes what is generated, where it is missing or older than its sources: Prisma's clients, the typed
// GraphQL operations, and the built page.
// Not execa: loading it would make every start a tenth of a second later.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Product = { name: string; sources: string[]; folder: string; make: () => void };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const PRODUCTS: Product[] = [
  {
    name: 'database clients',
    sources: ['prisma/*.{ts,prisma}', 'package-lock.json'],
    folder: 'prisma/generated',
    make: () => run('node', 'prisma/generate.ts'),
  },
  {
    name: 'GraphQL operations',
    sources: ['schema/schema.graphql', 'codegen.ts', 'web/src/**/*.{ts,tsx}', 'package-lock.json'],
    folder: 'web/src/graphql/generated',
    make: () => run('graphql-codegen', '--silent'),
  },
  {
    name: 'page',
    sources: ['web/*', 'web/public/**', 'web/src/**', 'schema/schema.graphql', 'package-lock.json'],
    folder: 'web/dist',
    make: () => run('vite', 'build', 'web', '--logLevel', 'error'),
  },
];

for (const product of PRODUCTS) {
  const stamp = `${ROOT}${product.folder}/.stamp`;
  const digest = digestOf(product);
  if (digest === read(stamp)) continue;
  console.log(`Making the ${product.name} …`);
  product.make();
  mkdirSync(`${ROOT}${product.folder}`, { recursive: true });
  writeFileSync(stamp, digest);
}

function digestOf({ sources, folder }: Product): string {
  const digest = createHash('sha256');
  const files = globSync(sources, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((path) => !path.includes('/generated/') && !path.includes(`/${folder}/`))
    .sort();
  for (const path of files)
    digest.update(`${path.slice(ROOT.length)}\0`).update(readFileSync(path));
  return digest.digest('hex');
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function run(command: string, ...options: string[]): void {
  execFileSync(command, options, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
}
