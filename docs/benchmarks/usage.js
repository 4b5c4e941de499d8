'use strict';
// Loaded by every Node process of a command that is measured: says at its end what it took.
const { appendFileSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpu = (userCPUTime + systemCPUTime) / 1000;
  appendFileSync(process.env.BENCH_USAGE, `${JSON.stringify({ cpu, mebibytes: maxRSS / 1024 })}\n`);
});
