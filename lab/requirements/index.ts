export { obstacle, refuseWithout } from './obstacle';
export { installPackages, missingOf, type Provided } from './packages';
