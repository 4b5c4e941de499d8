/** Credentials for signing in to a registry. */
export type Credentials =
  | { readonly username: string; readonly password: string }
  /** A refresh token: it can be exchanged for access tokens, and is what a single sign-on stores. */
  | { readonly identityToken: string };

/** Finds the credentials of a registry, such as `registry.example.com`. Undefined means anonymous access. */
export type FindCredentials = (registry: string) => Promise<Credentials | undefined>;
