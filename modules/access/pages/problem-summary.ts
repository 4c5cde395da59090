import type { Problems } from '#platform/forms/submit';
import type { Html } from '#platform/html';
import { errorSummary } from '#ui/error-summary';

/** The summary above a refused form; nothing above a fresh one. */
export const problemSummary = (problems: Problems): Html | '' =>
  errorSummary(
    Object.entries(problems.errors).map(([field, message]) => (field ? { field, message } : { message })),
  );

/** How a page with a form answers: as it was asked, or with the refusal's status and title. */
export const formStatus = (problems: Problems): { refused: boolean; status: number } => {
  const refused = Object.keys(problems.errors).length > 0;
  return { refused, status: refused ? problems.status : 200 };
};
