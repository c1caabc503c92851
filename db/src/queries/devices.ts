import type { Locale, Name } from '@gongyue/shared/domain/names.ts'
import type { Queryable } from '../pool.ts'

/** How a screen is meant to look. */
export interface ScreenLook {
  readonly orientation: 'auto' | 'landscape' | 'portrait'
  readonly locale: Locale
  readonly theme: 'dark' | 'light' | 'auto'
}

/** What management may change of a screen. */
export interface DeviceSettings {
  readonly name: string
  /** Empty: the whole house. */
  readonly spaceCodes: readonly string[]
  readonly hours: number
  readonly look: ScreenLook
}

/** A screen on a wall or beside a door. Instants are epoch milliseconds. */
export interface DeviceRecord extends DeviceSettings {
  readonly id: string
  readonly kind: 'wall' | 'door'
  readonly createdAt: number
  readonly lastSeenAt: number | null
  readonly revokedAt: number | null
}

/** A screen that asks, with the palace it hangs in. */
export interface AskingDevice extends DeviceRecord {
  readonly facilityId: string
  readonly facilityName: Name
  readonly facilityCode: string
  readonly timeZone: string
}

/**
 * Whose token this is. As with sessions, the hash alone leads across facilities: it is what tells the facility.
 *
 * @returns null when there is no such screen, or its token was taken back
 */
export async function readDevice(db: Queryable, tokenHash: Buffer): Promise<AskingDevice | null> {
  const { rows } = await db.query<AskingDevice>({
    name: 'read-device',
    text: `select ${COLUMNS}, f.facility_id as "facilityId", f.code as "facilityCode", f.name as "facilityName",
        f.time_zone as "timeZone"
      from devices d join facilities f on f.facility_id = d.facility_id
      where d.token_hash = $1 and d.revoked_at is null`,
    values: [tokenHash],
  })
  return rows[0] ?? null
}

/** Notes that a screen was there. */
export async function touchDevice(db: Queryable, facilityId: string, deviceId: string, now: number): Promise<void> {
  await db.query({
    name: 'touch-device',
    text: 'update devices set last_seen_at = $3 where facility_id = $1 and device_id = $2',
    values: [facilityId, deviceId, new Date(now)],
  })
}

/** The screens of a facility, newest first; those that were taken back last. */
export async function listDevices(db: Queryable, facilityId: string): Promise<readonly DeviceRecord[]> {
  const { rows } = await db.query<DeviceRecord>({
    text: `select ${COLUMNS} from devices d where facility_id = $1
      order by revoked_at is not null, created_at desc, device_id limit 500`,
    values: [facilityId],
  })
  return rows
}

/** Keeps a new screen. */
export async function insertDevice(
  db: Queryable,
  device: DeviceRecord & { readonly facilityId: string; readonly tokenHash: Buffer; readonly createdBy: string },
): Promise<void> {
  const { look } = device
  await db.query({
    text: `insert into devices (facility_id, device_id, kind, name, space_codes, hours, orientation, locale, theme,
        token_hash, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      ...[device.facilityId, device.id, device.kind, device.name, device.spaceCodes, device.hours],
      ...[look.orientation, look.locale, look.theme, device.tokenHash, device.createdBy, new Date(device.createdAt)],
    ],
  })
}

/** Locks a screen that holds and gives it back. */
export async function lockDevice(db: Queryable, facilityId: string, deviceId: string): Promise<DeviceRecord | null> {
  const { rows } = await db.query<DeviceRecord>({
    text: `select ${COLUMNS} from devices d where facility_id = $1 and device_id = $2 and revoked_at is null for update`,
    values: [facilityId, deviceId],
  })
  return rows[0] ?? null
}

/** Keeps what was changed. */
export async function updateDevice(db: Queryable, facilityId: string, device: DeviceRecord): Promise<void> {
  const { look } = device
  await db.query({
    text: `update devices set name = $3, space_codes = $4, hours = $5, orientation = $6, locale = $7, theme = $8
      where facility_id = $1 and device_id = $2`,
    values: [
      ...[facilityId, device.id, device.name, device.spaceCodes, device.hours],
      ...[look.orientation, look.locale, look.theme],
    ],
  })
}

/** Puts another token in the place of the old one, and forgets when the old one was seen. */
export async function renewDevice(
  db: Queryable,
  facilityId: string,
  deviceId: string,
  tokenHash: Buffer,
): Promise<void> {
  await db.query({
    text: 'update devices set token_hash = $3, last_seen_at = null where facility_id = $1 and device_id = $2',
    values: [facilityId, deviceId, tokenHash],
  })
}

/** Takes a token back: from now on it opens nothing. */
export async function revokeDevice(db: Queryable, facilityId: string, deviceId: string, now: number): Promise<void> {
  await db.query({
    text: 'update devices set revoked_at = $3 where facility_id = $1 and device_id = $2 and revoked_at is null',
    values: [facilityId, deviceId, new Date(now)],
  })
}

const COLUMNS = `d.device_id as id, d.kind, d.name, d.space_codes as "spaceCodes", d.hours,
  json_build_object('orientation', d.orientation, 'locale', d.locale, 'theme', d.theme) as look,
  d.created_at as "createdAt", d.last_seen_at as "lastSeenAt", d.revoked_at as "revokedAt"`
