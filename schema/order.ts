import { builder } from './builder.ts';

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end of a list comes first.',
  values: {
    ASC: { description: 'The least or oldest first.' },
    DESC: { description: 'The greatest or newest first.' },
  },
});
