import { visibleJson } from '../../core/text';
import type { Entry, PolicyFinding } from '../view';
import { originsOf, riskLine, titleOf, whereOf } from './words';

/**
 * Findings as SARIF 2.1.0, for the code scanning of GitHub and GitLab, and for editors.
 *
 * @param entries of a review: those that a person must approve stand beside the findings
 */
export function renderSarif(findings: readonly PolicyFinding[], entries: readonly Entry[] = []): string {
  const results = [
    ...findings.map(resultOf),
    ...entries.filter(({ needsApproval }) => needsApproval).map(approvalOf),
  ];
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].sort().map((id) => ({ id }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'slipway', rules } }, results }],
  };
  return visibleJson(log);
}

/** What a finding without a file is about. */
const WHOLE = 'cdktf.out/slipway.json';

function resultOf({ rule, severity, path, message, value, advice, file, known, allowed }: PolicyFinding) {
  const met = value === undefined ? '' : `, but is ${value}`;
  return {
    ruleId: rule,
    // These texts are ours, so they contain no secrets.
    level: severity,
    message: { text: `${path} ${message}${met}. ${advice}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: file ?? WHOLE } },
        logicalLocations: [{ fullyQualifiedName: path }],
      },
    ],
    baselineState: known ? 'unchanged' : 'new',
    ...(allowed === undefined ? {} : { suppressions: [{ kind: 'inSource', justification: allowed }] }),
  };
}

/** A change that a person must approve, at the lines that say so. */
function approvalOf(entry: Entry) {
  const [title, where] = [titleOf(entry), whereOf(entry)];
  const risks = entry.risks.filter(({ needsApproval }) => needsApproval);
  const reasons = risks.map((risk) => riskLine(risk, where)).join('; ');
  const origins = originsOf(entry).filter((origin) => /\.[a-z]+(:\d+)?$/.test(origin));
  return {
    ruleId: `review/${risks[0]?.level ?? entry.level}`,
    level: 'warning',
    message: { text: `${title} (${where.join(', ')}): ${reasons}. It needs approval.` },
    locations: (origins.length === 0 ? [WHOLE] : origins).map((origin) => ({
      physicalLocation: placeOf(origin),
      logicalLocations: [{ fullyQualifiedName: title }],
    })),
    baselineState: 'new',
  };
}

/** `environments/prod/index.ts:61`, or a file. */
function placeOf(origin: string) {
  const [, uri = origin, line] = /^(.+):(\d+)$/.exec(origin) ?? [];
  return {
    artifactLocation: { uri },
    ...(line === undefined ? {} : { region: { startLine: Number(line) } }),
  };
}
