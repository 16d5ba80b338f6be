import { choice, readValue } from '../../address/codec.ts';
import type { TraceFilter, TraceOrder } from '../../graphql/generated/graphql.ts';
import { scoreByOf, traceFilterOf } from './traceFilter.ts';

/** Which traces are listed, and in which order. */
export type ListQuery = { filter: TraceFilter; orderBy: TraceOrder };

/** Values for names of the address; null takes a name away. */
export type Changes = Record<string, string | string[] | null>;

export const ORDERS = {
  newest: { label: 'Newest first', field: 'CREATED_AT', direction: 'DESC' },
  oldest: { label: 'Oldest first', field: 'CREATED_AT', direction: 'ASC' },
  best: { label: 'Best score first', field: 'SCORE', direction: 'DESC' },
  worst: { label: 'Worst score first', field: 'SCORE', direction: 'ASC' },
} as const;

export type OrderName = keyof typeof ORDERS;

/** What an address can say of the list, besides its filter. */
export const LIST_CODECS = {
  order: choice(['newest', 'oldest', 'best', 'worst'], 'newest'),
};

/** A query with changes made to it. */
export function changed(query: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const each of value === null ? [] : [value].flat()) if (each) next.append(name, each);
  }
  return next;
}

export function addressOf(pathname: string, query: URLSearchParams): string {
  const text = query.toString();
  return text ? `${pathname}?${text}` : pathname;
}

export function orderNameOf(query: URLSearchParams): OrderName {
  return readValue(LIST_CODECS.order, query.get('order') ?? '');
}

export function listQueryOf(query: URLSearchParams): ListQuery {
  const { field, direction } = ORDERS[orderNameOf(query)];
  return {
    filter: traceFilterOf(query),
    orderBy: { field, direction, criteria: scoreByOf(query) },
  };
}
