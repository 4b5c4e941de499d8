import { reportProblems } from 'slipway';
import { APPLICATIONS, applicationOf } from './applications';
import { compare } from './compare';
import { renderTable } from './table';

// `npm run examples`: how much of three public applications is expressed, field by field.
void reportProblems(() => {
  const names = Object.keys(APPLICATIONS) as readonly (keyof typeof APPLICATIONS)[];
  const comparisons = new Map(names.map((name) => [name, compare(applicationOf(name))] as const));
  process.stdout.write(`${renderTable(comparisons)}\n`);
});
