/** The door of the room. */

export { type NewCentre, openCentre, recordCentre } from './commands/open-centre.ts';
export { centresLinks } from './links.ts';
export { KIND_LABELS, MODEL_LABELS } from './messages.it.ts';
export { mayEditFace } from './permissions.ts';
export { type CentreFinder, centreFinder } from './queries/find-centre.ts';
