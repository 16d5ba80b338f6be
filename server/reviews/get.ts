import type { Review } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { NotFoundError } from '../errors.ts';
import { shown } from '../parse.ts';

/** @throws NotFoundError */
export async function getReview({ prisma }: Database, id: string): Promise<Review> {
  const review = await prisma.review.findUnique({ where: { id } });
  if (!review) throw new NotFoundError(`There is no review ${shown(id)}`);
  return review;
}
