import { readFileSync } from 'node:fs';
import { buildSchema, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { cache } from './cache.ts';

const schema = buildSchema(
  readFileSync(new URL('../../../../schema/schema.graphql', import.meta.url), 'utf8'),
);
const objects = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(
    ({ name }) => !/^__|PageInfo|(Connection|Edge)$|^(Query|Mutation|Subscription)$/.test(name),
  );

describe('The cache', () => {
  it('knows every type of the schema that has no id', () => {
    const withoutId = objects.filter((type) => !type.getFields()['id']).map(({ name }) => name);
    expect(Object.keys(cache.keys).sort()).toEqual(withoutId.sort());
  });

  it('knows what every interface of the schema stands for', () => {
    const interfaces = Object.values(schema.getTypeMap())
      .filter(isInterfaceType)
      .map((type) => [
        type.name,
        schema
          .getPossibleTypes(type)
          .map(({ name }) => name)
          .sort(),
      ]);
    expect(cache.possibleTypes).toEqual(Object.fromEntries(interfaces));
  });
});
