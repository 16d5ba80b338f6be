import type { Review } from '../../prisma/generated/sqlite/client.ts';
import type { Database } from '../database/open.ts';
import { getReview } from './get.ts';

/** Deletes a review with what was said in it. The scores that came of it stay with their traces.
 * @throws NotFoundError */
export async function deleteReview(database: Database, id: string): Promise<Review> {
  const review = await getReview(database, id);
  await database.prisma.review.deleteMany({ where: { id } });
  return review;
}
