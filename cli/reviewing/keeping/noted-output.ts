import { readTextFile, writeAtomically } from '../../../core/files';
import { stampOfFolders } from './stamp';

/** What Terraform's init adds to the folder of a stack. */
const TERRAFORM = { without: ['.terraform'], passOver: /^\.terraform\.lock\.hcl$/ };

interface Note {
  readonly key: string;
  readonly stamp: string;
}

/** Remembers in a file what the output of the last synth was made of, for as long as nothing else is written there. */
export class NotedOutput {
  constructor(
    private readonly file: string,
    private readonly output: string,
  ) {}

  /** Whether the output is what a synth of this key wrote. */
  isOf(key: string): boolean {
    try {
      const note = JSON.parse(readTextFile(this.file)) as Note;
      return note.key === key && note.stamp === this.stamp();
    } catch {
      return false;
    }
  }

  note(key: string): void {
    try {
      writeAtomically(this.file, JSON.stringify({ key, stamp: this.stamp() } satisfies Note));
    } catch {
      // Then it is synthesised again the next time.
    }
  }

  private stamp(): string {
    return stampOfFolders([this.output], TERRAFORM);
  }
}
