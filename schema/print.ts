// Writes schema/schema.graphql, from which clients are generated.
import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './index.ts';

const text = `${printSchema(lexicographicSortSchema(schema))}\n`;
writeFileSync(new URL('./schema.graphql', import.meta.url), text);
