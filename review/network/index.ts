export { isAnyAddress, isPrivate } from './addresses';
export { cloudDenials, cloudExitDenials, cloudExits, cloudOpenings } from './cloud-openings';
export { internalAnnotation, publication } from './load-balancers';
export { type Opening, openingsBeyond, openingWords } from './openings';
export { isWide, isWithin, partyWords } from './parties';
export { isAboutEveryPod, policyOpenings, subjectOf } from './policy-openings';
export { isEverything, labelsOf, NAMESPACE_NAME, selects, selectorWords } from './selectors';
