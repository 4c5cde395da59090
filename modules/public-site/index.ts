/** The door of the room. */

export { siteLinks } from './links.ts';
export { mayCloseReports, mayViewReports } from './permissions.ts';
export { listAllMembers, type PublicMember } from './queries/list-members.ts';
