import { type Answer, page, type Visit } from '#platform/http/visit';
import { statusTag } from '#ui/status-tag';
import { MEMBER_STATE_LABELS } from '../../labels.it.ts';
import { membershipLinks } from '../../links.ts';
import { getMember } from '../../queries/get-member.ts';
import { MEMBER_STATE_KINDS } from '../list-members/list-members.view.ts';
import { memberView } from './member.view.ts';

/** A membership: its term and acts, the comuni that come through it, what can be done, its history. */
export async function show(visit: Visit): Promise<Answer> {
  const sheet = await getMember(visit, visit.params.id!);
  return page(sheet.name, memberView(visit, sheet), {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Enti aderenti', href: membershipLinks.members() },
      { label: sheet.name },
    ],
    heading: {
      eyebrow: `Adesione alla ${sheet.conventionTitle}`,
      status: statusTag(MEMBER_STATE_KINDS[sheet.state], MEMBER_STATE_LABELS[sheet.state]!),
    },
  });
}
