import { join, type Sql, sql } from '@prisma/client-runtime-utils';

/** A column that a list is ordered by, and which way. */
export type OrderKey = { column: Sql; isDescending: boolean };

/** What lies beyond a place, given as the values of its keys. */
export function beyond(keys: OrderKey[], values: unknown[], isAfter: boolean): Sql {
  const alternatives = keys.map(({ column, isDescending }, place) => {
    const before = keys.slice(0, place).map((key, index) => sql`${key.column} = ${values[index]}`);
    const way = isAfter === isDescending ? sql`<` : sql`>`;
    return sql`(${join([...before, sql`${column} ${way} ${values[place]}`], ' AND ')})`;
  });
  return sql`(${join(alternatives, ' OR ')})`;
}
