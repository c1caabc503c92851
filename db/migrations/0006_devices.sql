-- What stands outside the desk: screens on walls and beside doors, calendar addresses, and the duty list by mail.

create table devices (
  facility_id  uuid        not null,
  device_id    uuid        not null,
  kind         text        not null,
  name         text        not null,
  -- empty: the whole house
  space_codes  text[]      not null default '{}',
  hours        smallint    not null default 6,
  orientation  text        not null default 'auto',
  locale       text        not null default 'zh-CN',
  theme        text        not null default 'dark',
  token_hash   bytea       not null,
  created_by   uuid,
  created_at   timestamptz not null,
  last_seen_at timestamptz,
  revoked_at   timestamptz,
  constraint devices_pkey primary key (facility_id, device_id),
  constraint devices_token_key unique (token_hash),
  constraint devices_facility_fkey foreign key (facility_id) references facilities,
  constraint devices_kind_check check (kind in ('wall', 'door')),
  constraint devices_door_check check (kind <> 'door' or cardinality(space_codes) = 1),
  constraint devices_hours_check check (hours between 1 and 24),
  constraint devices_orientation_check check (orientation in ('auto', 'landscape', 'portrait')),
  constraint devices_locale_check check (locale in ('zh-CN', 'en')),
  constraint devices_theme_check check (theme in ('dark', 'light', 'auto'))
);

-- Whoever knows the address may read it: so it is kept as a hash, and goes with its maker.
create table calendar_feeds (
  facility_id  uuid        not null,
  feed_id      uuid        not null,
  user_id      uuid        not null,
  kind         text        not null,
  space_id     uuid,
  locale       text        not null default 'zh-CN',
  token_hash   bytea       not null,
  created_at   timestamptz not null,
  last_read_at timestamptz,
  revoked_at   timestamptz,
  constraint calendar_feeds_pkey primary key (facility_id, feed_id),
  constraint calendar_feeds_token_key unique (token_hash),
  constraint calendar_feeds_user_fkey foreign key (facility_id, user_id) references users on delete cascade,
  constraint calendar_feeds_space_fkey foreign key (facility_id, space_id) references spaces,
  constraint calendar_feeds_kind_check check (kind in ('own', 'space', 'programme')),
  constraint calendar_feeds_place_check check ((kind = 'space') = (space_id is not null)),
  constraint calendar_feeds_locale_check check (locale in ('zh-CN', 'en'))
);
create index calendar_feeds_user_idx on calendar_feeds (facility_id, user_id) where (revoked_at is null);

-- minute of the facility's day; days_ahead 1 is the list of tomorrow
create table duty_mails (
  facility_id uuid     not null,
  minute      smallint not null,
  days_ahead  smallint not null,
  addresses   text[]   not null,
  constraint duty_mails_pkey primary key (facility_id, minute, days_ahead),
  constraint duty_mails_facility_fkey foreign key (facility_id) references facilities,
  constraint duty_mails_minute_check check (minute between 0 and 1439),
  constraint duty_mails_days_check check (days_ahead between 0 and 1),
  constraint duty_mails_addresses_check check (cardinality(addresses) between 1 and 20)
);
