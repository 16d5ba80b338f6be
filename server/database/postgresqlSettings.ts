/** For connections whose queries are short: to compile one, or to start processes for it, takes longer than most of them. */
export const PLAIN_PLANS = 'SET jit = off; SET max_parallel_workers_per_gather = 0';
