/** What is read of an image's source: all that a build is given, as plain data. */
export interface Source {
  /** The context's folder relative to the project's root, with `/` between folders: `services/api`; `.` is the root. */
  readonly context: string;
  /** The Dockerfile's path inside the context. */
  readonly dockerfile: string;
  /** The file inside the context whose rules say what is not sent. */
  readonly ignoreFile?: string;
  /**
   * Path inside the context → what it is: `file <sha256 of its content>`, `executable <sha256>` or `link <its target>`.
   * The Dockerfile and the ignore file are always among them: one way of building sends both even when they are ignored.
   */
  readonly files: Readonly<Record<string, string>>;
}
