import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { hidden, passwordField, textField } from '#ui/field';
import { form } from '#ui/form';
import { accessLinks } from '../../links.ts';
import { problemSummary } from '../problem-summary.ts';

export function signInView(hiddenFields: Html, problems: Problems, after: string): Html {
  const { errors, values } = problems;
  return html`${problemSummary(problems)}${form({
    action: accessLinks.signIn(),
    hiddenFields: html`${hiddenFields}${hidden('dopo', after)}`,
    fields: [
      textField({
        name: 'email',
        label: 'Posta elettronica',
        type: 'email',
        autocomplete: 'username',
        required: true,
        value: values.email,
        error: errors.email,
        width: 'long',
      }),
      passwordField({
        name: 'password',
        label: 'Password',
        autocomplete: 'current-password',
        required: true,
        error: errors.password,
        width: 'long',
      }),
    ],
    submitLabel: 'Accedi',
  })}<p class="mt-4"><a href="${accessLinks.forgotten()}">Password dimenticata?</a></p>`;
}
