/** Start machines that boot. Emulated, one takes both processors of a small machine: these begin first, and never two at once. */
export const BOOTING = ['node', 'boot'];

/**
 * Nothing runs beside these: one kills a process in the middle of its work, which other work on this machine would put off; in the
 * machine of the other the shop gives a connection to its database a second and a half, which is little for an emulated processor.
 */
export const ALONE = ['shop-on-a-machine', 'faults-hosts'];

/** The longest of the others. They begin first, so that no long one is left at the end with nothing beside it. */
export const LONG = [
  'ship',
  'faults-cluster',
  'jobs',
  'pool',
  'cluster-client',
  'kinds',
  'package',
  'pool-lifecycle',
];

/** A file that runs now. */
export interface Running<File> {
  readonly file: File;
  /** Has to be called at its end. */
  readonly ended: () => void;
}

/** In which order the files of the lab run, and which of them side by side. */
export class LabSchedule<File> {
  /** The files that run when no other does. */
  readonly alone: readonly File[];
  private readonly booting: File[];
  private readonly others: File[];
  private isBooting = false;

  /** @param nameOf The name of a file, without `.test.ts` */
  constructor(files: readonly File[], nameOf: (file: File) => string) {
    const named = (names: readonly string[]) =>
      names.flatMap((name) => files.filter((file) => nameOf(file) === name));
    const isNamed = (file: File) => [...BOOTING, ...ALONE, ...LONG].includes(nameOf(file));
    this.booting = named(BOOTING);
    this.others = [...named(LONG), ...files.filter((file) => !isNamed(file))];
    this.alone = named(ALONE);
  }

  /** The next file to run beside those that run now; `undefined` if there is none. */
  next(): Running<File> | undefined {
    if (this.isBooting) return running(this.others.shift());
    const file = this.booting.shift();
    if (file === undefined) return running(this.others.shift());
    this.isBooting = true;
    return running(file, () => {
      this.isBooting = false;
    });
  }
}

function running<File>(
  file: File | undefined,
  ended: () => void = () => undefined,
): Running<File> | undefined {
  return file === undefined ? undefined : { file, ended };
}
