/** The door of the room. */
export { checkApplication } from './commands/check-application.ts';
export { draftApplication } from './commands/draft-application.ts';
export { openConvention } from './commands/open-convention.ts';
export { recordResolution } from './commands/record-resolution.ts';
export { recordSignature } from './commands/record-signature.ts';
export { submitApplication } from './commands/submit-application.ts';
export { KIND_LABELS, MEMBER_STATE_LABELS } from './labels.it.ts';
export { membershipLinks } from './links.ts';
export { mayViewApplications, mayViewConventions, mayViewMembers } from './permissions.ts';
export { type MemberOn, membersOn } from './queries/members-on.ts';
