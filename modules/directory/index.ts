/** The door of the room. */

export { type NewBody, type NewFigure, recordBodies } from './commands/record-bodies.ts';
export { directoryLinks } from './links.ts';
export { mayEditBodies, mayViewBodies } from './permissions.ts';
