/** The door of the room: roles and how visitors are recognised. */

export { openAccount } from './commands/open-account.ts';
export { tokenHash, visitorRecognition } from './queries/recognise-visitors.ts';
export { ROLES, type Role, roleLabel, worksAtTheDesk } from './rules/roles.ts';
