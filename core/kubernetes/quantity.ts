const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const UNITS: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

/** A number without a sign, as Go and Kubernetes write it: also `1.` and `.5`. */
const DECIMAL = String.raw`(?:\d+(?:\.\d*)?|\.\d+)`;
/** An exponent or a suffix, and not both. */
const QUANTITY = new RegExp(`^([+-]?${DECIMAL}(?:[eE][+-]?\\d+)?)$|^([+-]?${DECIMAL})([A-Za-z]+)$`);
const UNIT = '(?:ns|us|µs|ms|h|m|s)';
const DURATION = new RegExp(`^(?:${DECIMAL}${UNIT})+$`);
const PART = new RegExp(`(${DECIMAL})(${UNIT})`, 'g');

/**
 * What a quantity as Kubernetes writes it amounts to: `1Gi`, `500m`, `2`. Undefined for other text.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): number | undefined {
  const [, plain, scaled, suffix = ''] = QUANTITY.exec(text) ?? [];
  const number = plain ?? scaled;
  const factor = Object.hasOwn(FACTORS, suffix) ? FACTORS[suffix] : undefined;
  if (number === undefined || factor === undefined) return undefined;
  // To nine places, as Kubernetes counts: 0.1 and 100m are one value, whatever binary fractions make of them.
  return Math.round(Number(number) * factor * 1e9) / 1e9;
}

/** The seconds of a duration as Go writes it: `1h10m0s`. Undefined for other text. */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  return [...text.matchAll(PART)].reduce(
    (sum, [, number, unit = 's']) => sum + Number(number) * (UNITS[unit] ?? 0),
    0,
  );
}
