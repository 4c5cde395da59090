import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayHandleApplications } from '../permissions.ts';
import type { ApplicationState } from '../rules/application-lifecycle.ts';
import { type ExecutiveReading, executiveFrom } from '../rules/executive-from.ts';
import { requiredOrgan } from '../rules/resolving-organ.ts';
import type { ApplicationRow } from '../store/applications.ts';
import { loadConvention } from '../store/conventions.ts';
import { recordStatutoryOrgan, statutoryOrgan } from '../store/joining.ts';
import { insertResolutions } from '../store/resolutions.ts';
import { THE_CENTRE } from './acting-for.ts';
import { moveByTime, nextState, type StepInput, takeInHand, writeStep } from './application-step.ts';

/** The dates that say when an act may be used. */
export interface ActDates {
  resolvedOn: string;
  publicationStart: string | null;
  immediatelyExecutable: boolean;
  certifiedExecutiveFrom: string | null;
}

export interface RecordedAct extends ActDates {
  organ: string;
  number: string;
}

export interface ResolutionInput extends StepInput, RecordedAct {
  /** The template version that the resolution approves. */
  templateId: string;
  signatory: string;
  boardRepresentative: string;
  /** The rule of the statute that names the organ, when nobody has recorded it yet; not for comuni. */
  statute: string | null;
}

/**
 * Records the resolution of the body: its organ, that it approves this template version, who signs and who sits in
 * the boards, and from when it may be used. When it already may, the application is ready to sign at once. [C1, 0.3]
 */
export async function recordResolution(
  call: Call,
  input: ResolutionInput,
): Promise<{ state: ApplicationState; executiveFrom: string }> {
  demand(call, mayHandleApplications);
  return perform(
    call,
    'membership.record-resolution',
    async (tx) => {
      const application = await takeInHand(tx, input);
      const convention = await loadConvention(tx, application.conventionId);
      const from = executiveDay(input, convention.executiveReading);
      await keepStatute(tx, application, input);
      const statute = await statutoryOrgan(tx, application.bodyId);
      const next = nextState(application, 'record-resolution', {
        today: call.today,
        requiredOrgan: requiredOrgan(application.bodyCategory, statute),
        templateVersionId: convention.templateId,
        resolution: {
          organ: input.organ,
          number: input.number,
          votedOn: input.resolvedOn,
          templateVersionId: input.templateId,
          signatoryId: input.signatory,
          boardRepresentativeId: input.boardRepresentative,
        },
      });
      const resolutionId = newId();
      await insertResolutions(tx, [
        {
          ...input,
          id: resolutionId,
          bodyId: application.bodyId,
          applicationId: application.id,
          kind: 'ADHESION',
          executiveFrom: from,
        },
      ]);
      const moved = await writeStep(tx, application, 'record-resolution', next, THE_CENTRE, {
        changes: { resolutionId },
        facts: {
          organ: input.organ,
          number: input.number,
          resolvedOn: input.resolvedOn,
          executiveFrom: from,
          immediately: input.immediatelyExecutable,
        },
      });
      return {
        state: (await moveByTime(tx, { ...moved, executiveFrom: from })).state,
        executiveFrom: from,
      };
    },
    input,
  );
}

/**
 * The day from which an act may be used.
 * @throws InvalidInput when nothing says it, or the dates contradict each other.
 */
export function executiveDay(act: ActDates, reading?: ExecutiveReading): string {
  if (act.publicationStart && act.publicationStart < act.resolvedOn)
    throw new InvalidInput({
      pubblicazione: 'La pubblicazione non può iniziare prima della data della delibera.',
    });
  if (act.certifiedExecutiveFrom && act.certifiedExecutiveFrom < act.resolvedOn)
    throw new InvalidInput({
      esecutivaDal: 'La delibera non può essere esecutiva prima della data in cui è stata adottata.',
    });
  const from = executiveFrom(
    {
      votedOn: act.resolvedOn,
      publicationStart: act.publicationStart,
      immediatelyExecutable: act.immediatelyExecutable,
      certifiedFrom: act.certifiedExecutiveFrom,
    },
    reading,
  );
  if (from === null)
    throw new InvalidInput({
      pubblicazione:
        'Indicare da quando la delibera è pubblicata all’albo pretorio, oppure che è immediatamente eseguibile, oppure la data di esecutività certificata dal segretario.',
    });
  return from;
}

async function keepStatute(
  tx: Transaction,
  application: ApplicationRow,
  input: ResolutionInput,
): Promise<void> {
  if (application.bodyCategory === 'COMUNE' || !input.statute) return;
  await recordStatutoryOrgan(tx, application.bodyId, input.organ, input.statute);
}
