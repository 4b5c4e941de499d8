/** Plain data, as YAML knows it. */
export type CloudConfigValue =
  | string
  | number
  | boolean
  | null
  | readonly CloudConfigValue[]
  | { readonly [key: string]: CloudConfigValue };

/** A person or a program that logs in, by SSH key only: passwords are locked. */
export interface CloudInitUser {
  /** The login name: lower case, at most 32 characters. */
  readonly name: string;
  /** Lines as in an `authorized_keys` file: public keys, maybe behind options such as `restrict`. At least one. */
  readonly sshKeys: readonly string[];
  /** Whether the user may become root, without a password. @default false */
  readonly sudo?: boolean;
}

/** A file that is written at the first boot. */
export interface CloudInitFile {
  /** The text. It ends in the synthesised files in clear: never a secret. */
  readonly content: string;
  /** Four octal digits. @default '0644' */
  readonly permissions?: string;
  /** `user` or `user:group`. Given one, the file is written after the users and packages are there. @default 'root:root' */
  readonly owner?: string;
}

/**
 * What is mounted at a path, beside the disks of the pool.
 *
 * @see https://docs.cloud-init.io/en/latest/reference/modules.html#mounts
 */
export interface CloudInitMount {
  /** A device path or a network file system such as `10.20.0.5:/export`. */
  readonly device: string;
  /** @default 'auto' */
  readonly fileSystem?: string;
  /** @default as cloud-init mounts: the machine starts even if it is missing */
  readonly options?: string;
}

/** What a machine does at its first boot. A change starts the machine afresh, on a new root disk. */
export interface CloudInit {
  /** @default none: nobody can log in */
  readonly users?: readonly CloudInitUser[];
  /** Packages of the distribution. @default none */
  readonly packages?: readonly string[];
  /** Absolute path → file. @default none */
  readonly files?: Readonly<Record<string, CloudInitFile>>;
  /** Run once, in order, at the end of the first boot: a shell line, or a program and its arguments. @default none */
  readonly commands?: readonly (string | readonly string[])[];
  /**
   * Path → what is mounted there, beside the pool's disks. The file system of another machine is mounted once more before `commands`,
   * since its client may be one of `packages`: `nfs-common`, say. @default none
   */
  readonly mounts?: Readonly<Record<string, CloudInitMount>>;
  /** E.g. `Europe/Berlin`. @default the image's */
  readonly timezone?: string;
  /**
   * Time servers, by name or address. Whatever client the image has asks them; an image without one gets chrony.
   * @default as the image has it
   */
  readonly ntp?: readonly string[];
  /** E.g. `en_GB.UTF-8`; the image must have its locales. @default left as the image has it */
  readonly locale?: string;
  /**
   * Your own cloud-config, merged into ours: maps key by key, lists ours first and yours appended, and wherever else
   * the two differ yours wins. Host name, network, the final message, passwords and private keys are refused.
   * @default none
   */
  readonly merge?: Readonly<Record<string, CloudConfigValue>>;
}
