import { withTemporaryFolder as withFolder } from '../../operations/process';
import { EXIT } from '../exit-codes';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs some work with a temporary folder, which is removed afterwards, also when the process is interrupted. */
export async function withTemporaryFolder<T>(
  prefix: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  // Without a listener a signal ends the process without its exit, and the folder would stay.
  const leave = (): void => {
    process.exit(EXIT.failed);
  };
  for (const signal of SIGNALS) process.on(signal, leave);
  try {
    return await withFolder(prefix, work);
  } finally {
    for (const signal of SIGNALS) process.off(signal, leave);
  }
}
