'use strict';

const ITEM_LENGTH = 100;
const QUANTITY = 1_000;

/**
 * Reads an order as a client sent it.
 *
 * @param {unknown} input
 * @returns {{ order: { item: string, quantity: number } } | { problems: { field: string, problem: string }[] }}
 *   the order, or everything that is wrong with it; a problem is a predicate of its field
 */
function readOrder(input) {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { problems: [{ field: 'order', problem: 'must be an object with an item and a quantity' }] };
  }
  const item = typeof input.item === 'string' ? input.item.trim() : undefined;
  const problems = [
    ...(isItem(item)
      ? []
      : [{ field: 'item', problem: `must be one line of 1 to ${ITEM_LENGTH} characters` }]),
    ...(isQuantity(input.quantity)
      ? []
      : [{ field: 'quantity', problem: `must be a whole number from 1 to ${QUANTITY}` }]),
  ];
  return problems.length > 0 ? { problems } : { order: { item, quantity: input.quantity } };
}

/** An order's number as it may stand in a path: what PostgreSQL's bigint surely takes. */
function isOrderId(text) {
  return /^[1-9]\d{0,17}$/.test(text);
}

function isItem(item) {
  return item !== undefined && item !== '' && [...item].length <= ITEM_LENGTH && !/\p{Cc}/u.test(item);
}

function isQuantity(quantity) {
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= QUANTITY;
}

module.exports = { isOrderId, readOrder };
