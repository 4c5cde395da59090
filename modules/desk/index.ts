/** The door of the room: the menu alone uses it. */
export { deskLinks } from './links.ts';
export { mayFollowActs, mayFollowJobs } from './permissions.ts';
