import type { Actor } from '#platform/call';
import type { Html } from '#platform/html';
import { may } from '#platform/permission';
import { tabs } from '#ui/tabs';
import { membershipLinks } from '../../links.ts';
import { mayViewApplications, mayViewMembers } from '../../permissions.ts';

/** The three lists of the room, one beside the other. */
export function sections(actor: Actor, current: 'members' | 'applications' | 'withdrawals'): Html {
  const all = [
    { key: 'members', label: 'Enti aderenti', href: membershipLinks.members(), permission: mayViewMembers },
    {
      key: 'applications',
      label: 'Domande',
      href: membershipLinks.applications(),
      permission: mayViewApplications,
    },
    {
      key: 'withdrawals',
      label: 'Recessi',
      href: membershipLinks.withdrawals(),
      permission: mayViewApplications,
    },
  ];
  return tabs({
    label: 'Adesioni',
    tabs: all
      .filter((tab) => may(actor, tab.permission))
      .map(({ key, label, href }) => ({ label, href, current: key === current })),
  });
}
