import { html } from '#platform/html';
import type { Answer, Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { buttonLink } from '#ui/button';
import { directoryLinks } from '../../links.ts';
import { mayEditBodies, mayPropose, mayViewContacts } from '../../permissions.ts';
import { getBody } from '../../queries/get-body.ts';
import { listBodyAssociations } from '../../queries/list-body-associations.ts';
import { listBodyDelegations } from '../../queries/list-body-delegations.ts';
import { listBodyFigures } from '../../queries/list-body-figures.ts';
import { listBodyHistory } from '../../queries/list-body-history.ts';
import { listBodyFunctions, listBodyPeople } from '../../queries/list-body-people.ts';
import { listBodyQuantities } from '../../queries/list-body-quantities.ts';
import { associationsView } from './associations.view.ts';
import { bodyPage } from './body-frame.ts';
import { dataView } from './data.view.ts';
import { delegationsView } from './delegations.view.ts';
import { figuresView } from './figures.view.ts';
import { historyView } from './history.view.ts';
import { peopleView } from './people.view.ts';
import { quantitiesView } from './quantities.view.ts';

const action = (visit: Visit, bodyId: string, part: string, label: string, kind?: 'secondary') =>
  may(visit.actor, mayEditBodies)
    ? buttonLink({ label, href: directoryLinks.bodyPart(bodyId, part), ...(kind ? { kind } : {}) })
    : '';

/** Name, codes, contacts, and the classes of the body, each apart. */
export async function showData(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  const propose =
    !may(visit.actor, mayEditBodies) && may(visit.actor, mayPropose, body.id)
      ? buttonLink({ label: 'Proponi una modifica', href: directoryLinks.bodyPart(body.id, 'proposta') })
      : '';
  const actions = html`${action(visit, body.id, 'modifica', 'Modifica i recapiti')}${
    body.ceasedOn ? '' : action(visit, body.id, 'denominazione', 'Cambia nome o codice', 'secondary')
  }${body.ceasedOn || body.category !== 'COMUNE' ? '' : action(visit, body.id, 'fusione', 'Registra una fusione', 'secondary')}${propose}`;
  return bodyPage(visit, body, '', dataView(body), actions);
}

/** Population, enterprises and other quantities in time, with the corrected figures. */
export async function showFigures(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  const [figures, quantities] = await Promise.all([
    listBodyFigures(visit, body.id),
    listBodyQuantities(visit, body.id),
  ]);
  const actions = html`${action(visit, body.id, 'figure/nuova', 'Aggiungi un dato')}${action(visit, body.id, 'figure/altro-dato', 'Aggiungi un altro dato numerico', 'secondary')}`;
  return bodyPage(
    visit,
    body,
    'figure',
    html`${figuresView(body, figures)}${quantitiesView(quantities)}`,
    actions,
  );
}

/** The associations that the body is in, and the comuni that it associates. */
export async function showAssociations(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  const associates = await listBodyAssociations(visit, body.id);
  const editable = may(visit.actor, mayEditBodies);
  const actions = body.ceasedOn
    ? ''
    : action(visit, body.id, 'associazioni/nuova', 'Aggiungi un’appartenenza');
  return bodyPage(visit, body, 'associazioni', associationsView(visit, body, associates, editable), actions);
}

/** Who holds which office, and the functions in associated form. */
export async function showPeople(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  const [people, functions] = await Promise.all([
    listBodyPeople(visit, body.id),
    listBodyFunctions(visit, body.id),
  ]);
  const rights = {
    edit: may(visit.actor, mayEditBodies),
    contacts: may(visit.actor, mayViewContacts, body.id),
  };
  const actions = body.ceasedOn
    ? ''
    : html`${action(visit, body.id, 'persone/incarico', 'Assegna un incarico')}${action(visit, body.id, 'persone/funzione', 'Aggiungi una funzione associata', 'secondary')}`;
  return bodyPage(visit, body, 'persone', peopleView(visit, body, people, functions, rights), actions);
}

/** What the body delegates and what is delegated to it. */
export async function showDelegations(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  const delegations = await listBodyDelegations(visit, body.id);
  const editable = may(visit.actor, mayEditBodies);
  const actions = body.ceasedOn ? '' : action(visit, body.id, 'deleghe/nuova', 'Registra una delega');
  return bodyPage(visit, body, 'deleghe', delegationsView(visit, body, delegations, editable), actions);
}

/** What happened to the body in time. */
export async function showHistory(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return bodyPage(visit, body, 'storia', historyView(body, await listBodyHistory(visit, body.id)));
}
