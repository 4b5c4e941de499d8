import type { StackFolder } from '../stack-folder';

/** What Terraform's words mean, where they say less than is known, and what to do. */
export interface Known {
  readonly said: RegExp;
  /** Whether it means that here. @default everywhere */
  readonly is?: (said: Said) => boolean;
  readonly means: (match: RegExpExecArray, said: Said) => string;
}

/** Where Terraform said it. */
export interface Said {
  /** The resource that it is about; empty where Terraform does not tell. */
  readonly address: string;
  readonly stack: StackFolder;
  /** What Terraform saw. */
  readonly env: NodeJS.ProcessEnv;
  /** All of the words. */
  readonly text: string;
}
