import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { shown } from '../server/parse.ts';
import { builder } from './builder.ts';

builder.scalarType('DateTime', {
  description:
    'A moment in ISO 8601 with its offset, such as `2026-11-23T09:30:00.000Z`; answers are in UTC.',
  serialize: (value) => value.toISOString(),
  parseValue: toDate,
});

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: fromLiteral,
});

builder.scalarType('BigInt', {
  description: 'A whole number that may be greater than an Int holds.',
  serialize: (value) => Number(value),
  parseValue: (value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
    throw new GraphQLError(`Expected a whole number, got ${shown(value)}`);
  },
});

function toDate(value: unknown): Date {
  const isMoment =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value);
  const date = new Date(isMoment ? value : Number.NaN);
  if (!Number.isNaN(date.getTime())) return date;
  throw new GraphQLError(`Expected a moment such as 2026-11-23T09:30:00.000Z, got ${shown(value)}`);
}

function fromLiteral(
  node: ValueNode,
  variables: Record<string, unknown> | null | undefined,
): unknown {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((value) => fromLiteral(value, variables));
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map(({ name, value }) => [name.value, fromLiteral(value, variables)]),
      );
    case Kind.VARIABLE:
      return variables?.[node.name.value];
  }
}
