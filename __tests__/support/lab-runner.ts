import { basename } from 'node:path';
import TestRunner, {
  type Config,
  type Test,
  type TestRunnerContext,
  type TestRunnerOptions,
  type TestWatcher,
} from 'jest-runner';
import { labSchedule } from './lab-schedule';

/** Most files of the lab wait for something half of the time. Each has hosts and a cluster of its own. */
const AT_ONCE = 2;

/** Runs the files of the lab in the order of their schedule, each in a process of its own. */
export default class LabRunner extends TestRunner {
  constructor(globalConfig: Config.GlobalConfig, context: TestRunnerContext) {
    super({ ...globalConfig, maxWorkers: 1 }, context);
  }

  override async runTests(tests: Test[], watcher: TestWatcher, options: TestRunnerOptions): Promise<void> {
    const { together, alone } = labSchedule(tests, ({ path }) => basename(path, '.test.ts'));
    // Each lane takes the next file from the same list.
    const waiting = together.values();
    const lane = async () => {
      for (const test of waiting) await super.runTests([test], watcher, options);
    };
    await Promise.all(Array.from({ length: options.serial ? 1 : AT_ONCE }, lane));
    for (const test of alone) await super.runTests([test], watcher, options);
  }
}
