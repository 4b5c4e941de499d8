export { explainTerraform } from './explain-terraform';
