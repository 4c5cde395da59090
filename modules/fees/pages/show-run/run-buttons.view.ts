import type { Html } from '#platform/html';
import { html } from '#platform/html';
import { may } from '#platform/permission';
import { buttonGroup, buttonLink, postButton } from '#ui/button';
import { hidden } from '#ui/field';
import { feesLinks } from '../../links.ts';
import { mayApproveAssessments, mayAssess } from '../../permissions.ts';
import type { RunViewParts } from './show-run.view.ts';

/** What may be done with a run in its state, by who looks. */
export function runButtons({ run, visit, going, job }: RunViewParts): Html | '' {
  const [assess, approve] = [may(visit.actor, mayAssess), may(visit.actor, mayApproveAssessments)];
  const hiddenFields = visit.hiddenFields();
  const open = run.state === 'ASSESSED' || run.state === 'RUNNING';
  const stopped = run.state === 'RUNNING' && !going;
  const failedNotices = run.state === 'NOTICING' && !going && job?.state !== 'DONE';
  const all = [
    approve && run.state === 'ASSESSED' && run.assessed > 0
      ? buttonLink({ label: 'Approva', href: feesLinks.runAction(run.id, 'approvazione') })
      : '',
    assess && run.state === 'APPROVED'
      ? postButton({
          label: 'Emetti gli avvisi',
          action: feesLinks.runAction(run.id, 'avvisi'),
          hiddenFields,
        })
      : '',
    assess && failedNotices
      ? postButton({
          label: 'Riprova a emettere gli avvisi',
          action: feesLinks.runAction(run.id, 'avvisi'),
          hiddenFields,
        })
      : '',
    assess && (stopped || (run.state === 'ASSESSED' && run.missing > 0))
      ? postButton({
          label: stopped ? 'Riprendi' : 'Riprova gli enti mancanti',
          action: feesLinks.runAction(run.id, 'ripresa'),
          hiddenFields,
          kind: 'secondary',
        })
      : '',
    assess && run.state === 'NOTICED'
      ? postButton({
          label: 'Prepara i PDF degli avvisi',
          action: feesLinks.runAction(run.id, 'documenti'),
          hiddenFields,
          kind: 'secondary',
        })
      : '',
    assess && run.state === 'NOTICED'
      ? postButton({
          label: 'Invia gli avvisi via PEC',
          action: feesLinks.runAction(run.id, 'documenti'),
          hiddenFields: html`${visit.hiddenFields()}${hidden('invio', '1')}`,
          kind: 'secondary',
        })
      : '',
    assess && open
      ? buttonLink({
          label: 'Elimina l’accertamento',
          href: feesLinks.runAction(run.id, 'eliminazione'),
          kind: 'secondary',
        })
      : '',
    going && job
      ? buttonLink({ label: 'Segui o interrompi il lavoro', href: feesLinks.job(job.id), kind: 'secondary' })
      : '',
  ].filter((button) => button !== '');
  return all.length > 0 ? buttonGroup(all) : '';
}
