'use strict';

const COLUMNS = 'id, item, quantity, state, placed_at AS "placedAt", shipped_at AS "shippedAt"';

/**
 * The orders in the database. An order's id is a decimal text: it is a bigint, which JavaScript's numbers can't hold.
 *
 * @typedef {{ id: string, item: string, quantity: number, state: 'placed' | 'shipped', placedAt: Date, shippedAt: Date | null }} Order
 * @param {import('pg').Pool} pool
 */
function createOrders(pool) {
  const select = async (sql, values) => (await pool.query(sql, values)).rows;
  return {
    /** @returns {Promise<Order>} */
    async place({ item, quantity }) {
      const [order] = await select(
        `INSERT INTO orders (item, quantity) VALUES ($1, $2) RETURNING ${COLUMNS}`,
        [item, quantity],
      );
      return order;
    },

    /** The latest orders, newest first: at most 100, so that the answer stays small. @returns {Promise<Order[]>} */
    latest: () => select(`SELECT ${COLUMNS} FROM orders ORDER BY id DESC LIMIT 100`),

    /** @returns {Promise<Order | undefined>} */
    async find(id) {
      const [order] = await select(`SELECT ${COLUMNS} FROM orders WHERE id = $1`, [id]);
      return order;
    },
  };
}

module.exports = { createOrders };
