/**
 * The variable that a key's value comes from. Everything other than letters and digits becomes an underscore.
 *
 * @example
 * secretVariable('shop-database', 'password'); // 'shop_database_password'
 */
export function secretVariable(secret: string, key: string): string {
  return `${secret}_${key}`
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_/, '')
    .replace(/^(?=\d)/, '_');
}
