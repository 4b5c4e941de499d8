/** The variable that a key's value comes from: what is no letter or digit becomes an underscore. */
export function secretVariable(secret: string, key: string): string {
  return `${secret}_${key}`
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_/, '')
    .replace(/^(?=\d)/, '_');
}
