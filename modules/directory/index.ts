/** The door of the room. */

export { type ImportRequest, importRegister } from './commands/import-register.ts';
export { type NewBody, type NewFigure, recordBodies } from './commands/record-bodies.ts';
export { REGISTER_LABELS } from './labels.it.ts';
export { directoryLinks } from './links.ts';
export { CATEGORY_LABELS, ROLE_LABELS, SCOPE_LABELS } from './messages.it.ts';
export { mayEditBodies, mayViewBodies, mayViewContacts, mayViewMap } from './permissions.ts';
export type { RegisterKindName } from './rules/register-files/register-kind.ts';
export type { ImportOptions, PlanCounts } from './rules/register-import/import-options.ts';
export type { Territory } from './rules/register-import/territory.ts';
