import { permission } from '#platform/permission';

export const mayEditFace = permission(
  'centres.edit-face',
  'Modificare aspetto e recapiti del centro',
  'write',
  { CM: 'centre' },
);
