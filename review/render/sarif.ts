import type { PolicyFinding } from '../view';
import { visibleJson } from './visible';

/** Findings as SARIF 2.1.0, which code scanning of GitHub, GitLab and editors read. */
export function renderSarif(findings: readonly PolicyFinding[]): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort().map((id) => ({ id }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'slipway', rules } },
        results: findings.map(resultOf),
      },
    ],
  };
  return `${visibleJson(JSON.stringify(log, undefined, 2))}\n`;
}

function resultOf({ rule, severity, path, message, value, advice, file, known, allowed }: PolicyFinding) {
  const met = value === undefined ? '' : `, but is ${value}`;
  return {
    ruleId: rule,
    // Its words are ours.
    level: severity,
    message: { text: `${path} ${message}${met}. ${advice}` },
    // What no file is known of is about the whole project.
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: file ?? 'cdktf.out/slipway.json' } },
        logicalLocations: [{ fullyQualifiedName: path }],
      },
    ],
    baselineState: known ? 'unchanged' : 'new',
    ...(allowed === undefined ? {} : { suppressions: [{ kind: 'inSource', justification: allowed }] }),
  };
}
