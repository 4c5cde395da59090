import { documentSubject } from '#documents';
import { NotAllowed, NotFound } from '#platform/errors';
import { membershipLinks } from './links.ts';
import { getApplication } from './queries/get-application.ts';

/** The documents of an application (the convention to sign, the signed ones) are read by whoever may see it. */
documentSubject('membership-application', {
  label: 'Domanda di adesione',
  href: membershipLinks.application,
  mayRead: (call, applicationId) =>
    getApplication(call, applicationId).then(
      () => true,
      (error) => {
        if (error instanceof NotAllowed || error instanceof NotFound) return false;
        throw error;
      },
    ),
});
