const SWITCH = 'SLIPWAY_OWN_BINDINGS';

/** What the function gives with the prebuilt bindings, and with Slipway's own. */
export async function bothBindings<T>(
  make: () => T | Promise<T>,
): Promise<{ readonly prebuilt: T; readonly own: T }> {
  const prebuilt = await make();
  process.env[SWITCH] = '1';
  try {
    return { prebuilt, own: await make() };
  } finally {
    Reflect.deleteProperty(process.env, SWITCH);
  }
}
