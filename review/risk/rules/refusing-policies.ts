import { at, canonical, items, type Json, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { type Risk, risksOf } from '../risk';
import type { CustomJudge } from './custom-judge';

const risk = risksOf('privileges');

/** What a policy asks for, by name → whether it refuses what is against it, or only reports it. */
type Asked = ReadonlyMap<string, boolean>;

interface Guard {
  /** The argument that says whether it refuses. */
  readonly argument: string;
  readonly asked: (spec: Json | undefined) => Asked;
  /** What it is not about. */
  readonly except: (spec: Json | undefined) => readonly string[];
}

const WHOLE = '';

/** The beginning of an `apiVersion` → how such a policy is written. */
const GUARDS: Readonly<Record<string, Guard>> = {
  'admissionregistration.k8s.io/': {
    argument: 'validationActions',
    // A policy says what it asks for, and its binding what happens to what is against it.
    asked: (spec) =>
      at(spec, 'validations') === undefined
        ? new Map([[WHOLE, items(at(spec, 'validationActions')).includes('Deny')]])
        : new Map(items(at(spec, 'validations')).map((each) => [textOf(at(each, 'expression')), true])),
    except: (spec) =>
      items(within(spec, ['matchConstraints', 'excludeResourceRules'])).map((each) => canonical(each)),
  },
  'constraints.gatekeeper.sh/': {
    argument: 'enforcementAction',
    asked: (spec) => new Map([[WHOLE, (textOf(at(spec, 'enforcementAction')) || 'deny') === 'deny']]),
    except: (spec) => items(within(spec, ['match', 'excludedNamespaces'])).map(textOf),
  },
  'kyverno.io/': {
    argument: 'validationFailureAction',
    asked: (spec) =>
      new Map(
        items(at(spec, 'rules'))
          .filter((rule) => at(rule, 'validate') !== undefined)
          .map((rule) => {
            const own = within(rule, ['validate', 'failureAction']) ?? at(spec, 'validationFailureAction');
            return [textOf(at(rule, 'name')), textOf(own).toLowerCase() === 'enforce'];
          }),
      ),
    except: (spec) =>
      items(at(spec, 'rules')).flatMap((rule) => {
        const out = at(rule, 'exclude');
        return out === undefined ? [] : [`${textOf(at(rule, 'name'))}: ${canonical(out)}`];
      }),
  },
};

/** A policy that refuses what is against it in the cluster. */
export const ofGuard: CustomJudge = ({ old, head }) => {
  const version = textOf(at(head ?? old, 'apiVersion'));
  const guard = Object.entries(GUARDS).find(([group]) => version.startsWith(group))?.[1];
  if (guard === undefined || old === undefined) return [];
  const had = guard.asked(at(old, 'spec'));
  const refused = [...had].filter(([, refuses]) => refuses).map(([name]) => name);
  if (head === undefined)
    return refused.length === 0 ? [] : [risk('no longer refuses what is against it', true)];
  const has = guard.asked(at(head, 'spec'));
  const gone = refused.filter((name) => !has.has(name));
  const reported = refused.filter((name) => has.get(name) === false);
  const except = guard.except(at(old, 'spec'));
  const isWider = guard.except(at(head, 'spec')).some((each) => !except.includes(each));
  return [
    ...(gone.length === 0 ? [] : [risk(`no longer asks for ${firstOf(gone, MOST)}`, true)]),
    ...(reported.length === 0 ? [] : [onlyReports(reported, refused, guard)]),
    ...(isWider ? [risk('leaves out more than before', true)] : []),
    ...(failsOpen(head) && !failsOpen(old)
      ? [risk('lets everything pass that it cannot judge (failurePolicy)', true)]
      : []),
  ];
};

/** Further ones are only counted. */
const MOST = 3;

function onlyReports(reported: readonly string[], refused: readonly string[], { argument }: Guard): Risk {
  const which = reported.length === refused.length ? '' : `, by ${firstOf(reported, MOST)}`;
  return risk(`only reports what it refused before${which} (${argument})`, true);
}

function failsOpen(object: Json): boolean {
  return textOf(within(object, ['spec', 'failurePolicy'])) === 'Ignore';
}

/** What policies are told to let pass. */
export const ofException: CustomJudge = ({ old, head }) => {
  const exceptions = (object: Json | undefined): readonly string[] =>
    items(within(object, ['spec', 'exceptions'])).map((each) =>
      [textOf(at(each, 'policyName')), ...items(at(each, 'ruleNames')).map(textOf)].join(' '),
    );
  const matched = (object: Json | undefined) => canonical(within(object, ['spec', 'match']) ?? null);
  const known = matched(old) === matched(head) ? exceptions(old) : [];
  const fresh = exceptions(head).filter((each) => !known.includes(each));
  return fresh.length === 0 ? [] : [risk(`lets pass what is against ${firstOf(fresh, MOST)}`, true)];
};
