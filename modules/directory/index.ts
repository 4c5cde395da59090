/** The door of the room. */

export { type BodyTab, registerBodyTabs } from './body-tabs.ts';
export { assignRole } from './commands/assign-role.ts';
export { associateFunction } from './commands/associate-function.ts';
export { associateMunicipality, endAssociation } from './commands/associate-municipality.ts';
export { delegateFunctions, revokeDelegation } from './commands/delegate-functions.ts';
export { type ImportRequest, importRegister } from './commands/import-register.ts';
export { mergeMunicipalities } from './commands/merge-municipalities.ts';
export { proposeChange } from './commands/propose-change.ts';
export { type NewBody, type NewFigure, recordBodies } from './commands/record-bodies.ts';
export { recordQuantity } from './commands/record-quantity.ts';
export { REGISTER_LABELS } from './labels.it.ts';
export { directoryLinks } from './links.ts';
export { CATEGORY_LABELS, ROLE_LABELS, SCOPE_LABELS } from './messages.it.ts';
export { bodyPage } from './pages/body/body-frame.ts';
export {
  mayDecideProposals,
  mayEditBodies,
  mayViewBodies,
  mayViewContacts,
  mayViewImports,
  mayViewMap,
  mayViewProposals,
} from './permissions.ts';
export { registerQuantityNames } from './quantity-names.ts';
export { type BodyThen, bodyAsOf } from './queries/body-as-of.ts';
export { getBody, type ShownBody } from './queries/get-body.ts';
export type { KnownQuantity } from './rules/quantity-name.ts';
export type { RegisterKindName } from './rules/register-files/register-kind.ts';
export type { ImportOptions, PlanCounts } from './rules/register-import/import-options.ts';
export type { Territory } from './rules/register-import/territory.ts';
