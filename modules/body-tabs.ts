import { deskLinks } from '#desk';
import type { BodyTab } from '#directory';
import { mayViewFees } from '#fees';
import { mayViewMembers } from '#membership';

/** The tabs that the rooms above add to the page of a body, in order. */
export const bodyTabs: readonly BodyTab[] = [
  { label: 'Atti e adesione', href: deskLinks.bodyAdhesion, permission: mayViewMembers },
  { label: 'Quote', href: deskLinks.bodyFees, permission: mayViewFees },
];
