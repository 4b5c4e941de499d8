/**
 * All that Slipway takes from cdktf. Nothing else of Slipway imports it, so this is what a successor must have; a project chooses
 * one in its package.json (docs/future.md).
 */
export {
  AnnotationMetadataEntryType,
  App,
  type AppConfig,
  type IResolvable,
  type IResolveContext,
  TerraformBackend,
  TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Token,
  Tokenization,
} from 'cdktf';

/** What generated bindings take besides. */
export {
  booleanToHclTerraform,
  booleanToTerraform,
  canInspect,
  ComplexList,
  ComplexObject,
  hashMapper,
  hashMapperHcl,
  type IInterpolatingParent,
  ImportableResource,
  isComplexElement,
  listMapper,
  listMapperHcl,
  numberToHclTerraform,
  numberToTerraform,
  stringToHclTerraform,
  stringToTerraform,
  StringListList,
  type TerraformMetaArguments,
  TerraformProvider,
} from 'cdktf';
