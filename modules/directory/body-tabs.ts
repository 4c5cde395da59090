import type { Permission } from '#platform/permission';

/** A tab of the page of a body that another room fills: it leads to that room's own address. */
export interface BodyTab {
  label: string;
  href(bodyId: string): string;
  permission: Permission;
}

const added: BodyTab[] = [];

/** Adds the tabs of the rooms above; called once at the start, with the list of modules/body-tabs.ts. */
export function registerBodyTabs(tabs: readonly BodyTab[]): void {
  for (const tab of tabs) if (!added.some((known) => known.label === tab.label)) added.push(tab);
}

/** The tabs that the rooms above have added. */
export const addedBodyTabs = (): readonly BodyTab[] => added;
