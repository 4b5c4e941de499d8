import type { PolicyFinding } from '../view';
import { visibleJson } from '../../core/text';

/** Findings as SARIF 2.1.0, for the code scanning of GitHub and GitLab, and for editors. */
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
  return visibleJson(log);
}

function resultOf({ rule, severity, path, message, value, advice, file, known, allowed }: PolicyFinding) {
  const met = value === undefined ? '' : `, but is ${value}`;
  return {
    ruleId: rule,
    // These texts are ours, so they contain no secrets.
    level: severity,
    message: { text: `${path} ${message}${met}. ${advice}` },
    // A finding without a file is about the whole project.
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
