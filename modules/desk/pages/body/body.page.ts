import { bodyPage, getBody } from '#directory';
import type { Answer, Visit } from '#platform/http/visit';
import { bodyAdhesion, bodyFees } from '../../queries/body-position.ts';
import { adhesionView, feesView } from './body.view.ts';

/** What of a body stands in the rooms above the register: its acts and adhesions. */
export async function showAdhesion(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  const { memberships, applications } = await bodyAdhesion(visit, body.id);
  return bodyPage(visit, body, 'Atti e adesione', adhesionView(visit, memberships, applications));
}

/** … and its fees. */
export async function showFees(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  const { assessments, notices } = await bodyFees(visit, body.id);
  return bodyPage(visit, body, 'Quote', feesView(assessments, notices));
}
