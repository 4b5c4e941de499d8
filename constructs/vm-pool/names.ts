/** One label of a host name, RFC 1123, that is a Terraform name as well: it starts with a letter. */
export const LABEL = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/** Labels joined by slashes: `shop/prod`. */
export const IDENTITY = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\/[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** What a thing is called on its host: `shop/prod`, `nodes`, `0` → `shop-prod-nodes-0`. */
export function hostWideName(identity: string, ...parts: readonly string[]): string {
  return [...identity.split('/'), ...parts].join('-');
}
