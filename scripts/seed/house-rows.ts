import { ATOMS, FACILITY, FOUNDED, SPACES } from './house.ts'
import { NOTICE_2026 } from './holidays.ts'
import { HOURS } from './hours.ts'
import { PARTIES } from './parties.ts'
import { userOf, USERS } from './people.ts'
import { POLICY } from './policy.ts'
import { SCREENS } from './screens.ts'
import { iso, type Rows } from './rows.ts'

const facility_id = FACILITY.id

/** Everything that stands there before the first order. @param passwordHash of the demo accounts; nobody else has one */
export function houseRows(passwordHash: string): Rows {
  return {
    facilities: [
      {
        facility_id,
        code: FACILITY.code,
        name: FACILITY.name,
        time_zone: FACILITY.timeZone,
        facts_version: 1,
        created_at: iso(FOUNDED),
      },
    ],
    atoms: ATOMS.map(({ id, code }) => ({ facility_id, atom_id: id, kind: 'space', code })),
    spaces: SPACES.map((space) => ({
      facility_id,
      space_id: space.id,
      parent_id: space.parentId,
      code: space.code,
      name: space.name,
      kind: space.kind,
      position: space.position,
      capacity: space.capacity,
      features: space.features,
      set_up_minutes: space.setUpMinutes,
      strike_minutes: space.strikeMinutes,
      grid_minutes: space.gridMinutes,
      min_minutes: space.minMinutes,
      max_minutes: space.maxMinutes,
      notice_minutes: space.noticeMinutes,
      horizon_days: space.horizonDays,
      conditions: space.conditions,
      conditions_version: space.conditionsVersion,
      bookable: space.bookable,
    })),
    space_atoms: SPACES.flatMap(({ id, atomIds }) =>
      atomIds.map((atom_id) => ({ facility_id, space_id: id, atom_id })),
    ),
    opening_hours: HOURS.map((hours) => ({
      facility_id,
      space_id: hours.spaceId,
      hours_id: hours.id,
      day_kind: hours.dayKind,
      weekdays: hours.weekdays,
      opens: hours.opens,
      closes: hours.closes,
      valid_from: hours.from,
      valid_until: hours.until,
    })),
    holiday_notices: [
      { facility_id, year: NOTICE_2026.year, source: NOTICE_2026.source, announced_on: NOTICE_2026.announcedOn },
    ],
    special_days: NOTICE_2026.days.map(({ date, kind, name }) => ({ facility_id, day: date, kind, name })),
    policies: [
      { facility_id, version: POLICY.version, body: POLICY, made_by: userOf('manager').id, made_at: iso(FOUNDED) },
    ],
    parties: PARTIES.map(({ id, parentId, kind, code, name, phone, suspended }) => ({
      facility_id,
      party_id: id,
      parent_id: parentId,
      kind,
      code,
      name,
      phone,
      suspended,
    })),
    users: USERS.map(({ id, username, displayName, phone, demo }) => ({
      facility_id,
      user_id: id,
      username,
      display_name: displayName,
      phone,
      password_hash: demo ? passwordHash : null,
      active: true,
      demo,
      created_at: iso(FOUNDED),
      email: demo ? `${username}@example.com` : null,
    })),
    user_roles: USERS.flatMap(({ id, roles }) => roles.map((role) => ({ facility_id, user_id: id, role }))),
    user_parties: USERS.flatMap(({ id, partyIds }) =>
      partyIds.map((party_id) => ({ facility_id, user_id: id, party_id })),
    ),
    devices: SCREENS.map(({ id, kind, name, spaceCodes, hours, orientation, tokenHash }) => ({
      facility_id,
      device_id: id,
      kind,
      name,
      space_codes: spaceCodes,
      hours,
      orientation,
      locale: 'zh-CN',
      theme: 'dark',
      token_hash: tokenHash,
      created_by: userOf('manager').id,
      created_at: iso(FOUNDED),
    })),
    duty_mails: [
      { facility_id, minute: 7 * 60, days_ahead: 0, addresses: ['zhiban@example.org'] },
      { facility_id, minute: 16 * 60 + 30, days_ahead: 1, addresses: ['zhiban@example.org', 'houqin@example.org'] },
    ],
  }
}
