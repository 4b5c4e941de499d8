'use strict';

// One statement, so one transaction: the order that it locks is the order that it ships, and a worker that dies
// in between leaves it placed. SKIP LOCKED sends other workers on to the next order instead of letting them wait.
const SHIP_NEXT = `
  WITH next AS (
    SELECT id FROM orders WHERE state = 'placed' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  UPDATE orders SET state = 'shipped', shipped_at = now() FROM next WHERE orders.id = next.id
  RETURNING orders.id, orders.item, orders.quantity`;

/**
 * Ships the oldest order that is placed and that no other worker has in hand.
 *
 * @param {import('pg').Pool} pool
 * @param {ReturnType<import('./log').createLog>} log
 * @returns {Promise<boolean>} whether there was one
 */
async function shipNext(pool, log) {
  const { rows } = await pool.query(SHIP_NEXT);
  for (const { id, item, quantity } of rows) log.info('shipped', { order: id, item, quantity });
  return rows.length > 0;
}

module.exports = { shipNext };
