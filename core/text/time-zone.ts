/**
 * Whether a time zone is one of the IANA database, in its own spelling: on machines it is the name of a file. Offsets and `Local`,
 * which Intl or Kubernetes know, are not.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name) || name.toLowerCase() === 'local')
    return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Of a name that stands for another one, it gives the other.
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
