/** The longest files. They begin first, so that no long one is left at the end with nothing beside it. */
export const LONG = [
  'boot',
  'ship',
  'faults-cluster',
  'jobs',
  'opentofu',
  'pool',
  'cluster-client',
  'kinds',
  'package',
  'pool-lifecycle',
];

/**
 * Nothing runs beside these: one kills a process in the middle of its work, which other work on this machine would put off; the
 * machine of the other, with all of the shop on it, takes both processors of a small machine where it is emulated.
 */
export const ALONE = ['shop-on-a-machine', 'faults-hosts'];

/** In which order the files of the lab run. */
interface LabSchedule<File> {
  /** Any two of them may run side by side. */
  readonly together: readonly File[];
  /** Run one after the other, once those have ended. */
  readonly alone: readonly File[];
}

/** @param nameOf The name of a file, without `.test.ts` */
export function labSchedule<File>(files: readonly File[], nameOf: (file: File) => string): LabSchedule<File> {
  const named = (names: readonly string[]) =>
    names.flatMap((name) => files.filter((file) => nameOf(file) === name));
  const others = files.filter((file) => ![...LONG, ...ALONE].includes(nameOf(file)));
  return { together: [...named(LONG), ...others], alone: named(ALONE) };
}
