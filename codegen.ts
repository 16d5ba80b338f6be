import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: './schema/schema.graphql',
  documents: ['web/src/**/*.{ts,tsx}', '!web/src/graphql/generated/**'],
  ignoreNoDocuments: true,
  generates: {
    './web/src/graphql/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'documentNode',
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { BigInt: 'number', DateTime: 'string', JSON: 'unknown' },
      },
    },
    './web/src/graphql/generated/embeddedTypes.ts': { plugins: ['./web/embeddedTypes.ts'] },
    './web/src/graphql/generated/introspection.json': {
      plugins: ['introspection'],
      config: { minify: true },
    },
  },
};

export default config;
