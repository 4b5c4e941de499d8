-- Sent as one simple query, which PostgreSQL runs as one transaction: all of it happens, or nothing.
-- Replicas that start together queue at this lock: IF NOT EXISTS alone can fail when two create at once.
SELECT pg_advisory_xact_lock(hashtext('shop-schema'));

CREATE TABLE IF NOT EXISTS orders (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item       text NOT NULL,
  quantity   integer NOT NULL CHECK (quantity > 0),
  state      text NOT NULL DEFAULT 'placed' CHECK (state IN ('placed', 'shipped')),
  placed_at  timestamptz NOT NULL DEFAULT now(),
  shipped_at timestamptz,
  CHECK ((state = 'shipped') = (shipped_at IS NOT NULL))
);

-- The worker's queue: it stays as small as what is left to ship.
CREATE INDEX IF NOT EXISTS orders_to_ship ON orders (id) WHERE state = 'placed';
