/**
 * Ends the output of a run with what did not run and why, so that nobody takes a skipped test for a passed one, and
 * with one line that a machine reads.
 *
 * @implements {import('jest').Reporter}
 */
class SkippedReporter {
  constructor(globalConfig) {
    // With `-t` Jest skips what does not match; the person who asked for it knows.
    this.filtered = Boolean(globalConfig.testNamePattern);
  }

  onRunComplete(_contexts, results) {
    const skipped = this.filtered ? [] : namesOfSkipped(results);
    const list = skipped.length === 0 ? [] : ['', 'Skipped:', ...skipped.map((name) => `  ${name}`)];
    // Jest puts its own summary after every custom reporter, and a teardown may still print.
    process.once('exit', () => process.stdout.write([...list, '', countsOf(results), ''].join('\n')));
  }
}

function namesOfSkipped(results) {
  return results.testResults
    .flatMap((file) => file.testResults)
    .filter(({ status }) => status === 'pending' || status === 'todo')
    .map(({ fullName }) => fullName)
    .sort();
}

/** A file that could not even start has no tests to count: it counts as one that failed. */
function countsOf(results) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  return `Tests: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
}

module.exports = SkippedReporter;
