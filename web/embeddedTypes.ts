import type { GraphQLNamedType, GraphQLSchema } from 'graphql';

/** A plugin of the generator of types: what the page's cache needs to know of the schema, whose whole
 * introspection weighs 15 KB. By kinds in the syntax tree, since the generator has a graphql of its own. */
export function plugin(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap());
  const objects = types.filter(
    (type) =>
      type.astNode?.kind === 'ObjectTypeDefinition' &&
      !/PageInfo|(Connection|Edge)$|^(Query|Mutation|Subscription)$/.test(type.name),
  );
  const embedded = objects.filter((type) => !fieldsOf(type).includes('id')).map(({ name }) => name);
  const interfaces = types
    .filter((type) => type.astNode?.kind === 'InterfaceTypeDefinition')
    .map(({ name }) => [name, objects.filter((type) => interfacesOf(type).includes(name))] as const)
    .map(([name, members]) => [name, members.map((member) => member.name)]);
  return [
    '/** Types without an id of their own, which are kept inside what they belong to. */',
    `export const EMBEDDED = ${JSON.stringify(embedded.sort())};`,
    '/** What each interface stands for. */',
    `export const POSSIBLE_TYPES = ${JSON.stringify(Object.fromEntries(interfaces))};`,
  ].join('\n');
}

function fieldsOf({ astNode }: GraphQLNamedType): string[] {
  return astNode && 'fields' in astNode ? (astNode.fields ?? []).map(({ name }) => name.value) : [];
}

function interfacesOf({ astNode }: GraphQLNamedType): string[] {
  return astNode && 'interfaces' in astNode
    ? (astNode.interfaces ?? []).map(({ name }) => name.value)
    : [];
}
