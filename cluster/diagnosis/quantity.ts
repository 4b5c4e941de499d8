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

/** The number that a quantity of Kubernetes stands for: `250m` → 0.25, `1Gi` → 1073741824. */
export function quantity(text: string | undefined): number {
  const { value = '0', unit = '' } =
    /^(?<value>[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)(?<unit>[a-zA-Z]*)$/.exec(text ?? '')?.groups ?? {};
  return Number(value) * (FACTORS[unit] ?? 1);
}
