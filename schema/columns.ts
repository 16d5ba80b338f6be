import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';

const NAME = 'columns';

export default NAME;

/** Resolves a field from the columns that it needs where the row has them. Pothos asks first, for each
 * field of each row, by which query the row was loaded, which takes longer than all else that a list
 * does with its rows, and loads a row again that came whole from elsewhere. */
class ColumnsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: Resolver<Types>,
    { kind, args: parameters, extensions, resolve }: PothosOutputFieldConfig<Types>,
  ): Resolver<Types> {
    const columns = columnsOf(extensions?.['pothosPrismaSelect']);
    const hasParameters = Object.keys(parameters).length > 0;
    if (kind !== 'PrismaObject' || !columns || hasParameters || !resolve) return resolver;
    return (row, args, context, info) =>
      (hasAll(row, columns) ? resolve : resolver)(row, args, context, info);
  }
}

type Resolver<Types extends SchemaTypes> = GraphQLFieldResolver<unknown, Types['Context'], object>;

function columnsOf(select: unknown): string[] | null {
  if (typeof select !== 'object' || select === null) return null;
  return Object.values(select).every((selected) => selected === true) ? Object.keys(select) : null;
}

function hasAll(row: unknown, columns: string[]): boolean {
  return (
    typeof row === 'object' &&
    row !== null &&
    columns.every((column) => Reflect.get(row, column) !== undefined)
  );
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      [NAME]: ColumnsPlugin<Types>;
    }
  }
}

SchemaBuilder.registerPlugin(NAME, ColumnsPlugin);
