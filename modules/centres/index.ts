/** The door of the room. */
export { openCentre } from './commands/open-centre.ts';
export { type CentreFinder, centreFinder } from './queries/find-centre.ts';
