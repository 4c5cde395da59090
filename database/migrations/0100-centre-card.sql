-- The window on the centres also says which are open, since when, by which addresses they answer, and whether they have a logo.
create or replace view centres.centre_card with (security_invoker = true) as
  select id as centre_id, slug, name, short_name, kind, model, managing_body, primary_colour, email, certified_email, phone, address, demonstration,
    created_at, closed_at, hosts, logo is not null as has_logo, managing_ipa_code
  from centres.centres;
