export { changeShop } from './change';
