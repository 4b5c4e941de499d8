/** What one signs in to a registry with. */
export type Credentials =
  | { readonly username: string; readonly password: string }
  /** A token that is good for getting other tokens, as a single sign-on leaves it. */
  | { readonly identityToken: string };

/** Finds the credentials of a registry, such as `registry.example.com`; none means anonymous. */
export type FindCredentials = (registry: string) => Promise<Credentials | undefined>;
