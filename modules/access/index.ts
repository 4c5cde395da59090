/** The door of the room: roles, how visitors are recognised, who may see people and audit. */

export { invitePerson } from './commands/invite-person.ts';
export { openAccount } from './commands/open-account.ts';
export { accessLinks } from './links.ts';
export {
  mayEditGrants,
  mayViewAudit,
  mayViewMatrix,
  mayViewPeople,
} from './permissions.ts';
export { tokenHash, visitorRecognition } from './queries/recognise-visitors.ts';
export { ROLES, type Role, roleLabel, worksAtTheDesk } from './rules/roles.ts';
export { cookieNames } from './settings.ts';
