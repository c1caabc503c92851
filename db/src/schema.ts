import type {
  AuditEventTable,
  DecisionRecordTable,
  FactSnapshotTable,
  IdempotencyKeyTable,
  SessionTable,
  UserPartyTable,
  UserRoleTable,
  UserTable,
} from './schema/accounts.ts'
import type {
  EntryMemberTable,
  EntryResultTable,
  EntrySlotTable,
  EntryTable,
  ProgrammeGroupTable,
  ProgrammeOrganiserTable,
  StageTable,
} from './schema/competitions.ts'
import type { ExhibitionPeriodTable, ViewingSlotTable, ViewingTable } from './schema/exhibitions.ts'
import type { CalendarFeedTable, DeviceTable, DutyMailTable } from './schema/displays.ts'
import type {
  AtomTable,
  ClosureTable,
  FacilityTable,
  HolidayNoticeTable,
  OpeningHoursTable,
  PartyTable,
  PolicyTable,
  SpaceAtomTable,
  SpaceTable,
  SpecialDayTable,
} from './schema/facility.ts'
import type {
  AttachmentPieceTable,
  AttachmentTable,
  MailOutboxTable,
  MessageReadTable,
  MessageTable,
} from './schema/messages.ts'
import type {
  ContractSlotTable,
  ContractTable,
  PriceListTable,
  ServiceHoursTable,
  UseTable,
  VolunteerOfferTable,
} from './schema/partners.ts'
import type {
  ActTable,
  ChangeTable,
  ClaimTable,
  NoShowPointTable,
  OrderLineTable,
  OrderTable,
  ReservationTable,
} from './schema/orders.ts'
import type { AbsenceTable, PersonTable, ReservationPersonTable, WorkingHoursTable } from './schema/people.ts'
import type { DraftTable, OfferTable, RepairTable, SeriesDateTable, SeriesTable } from './schema/planning.ts'
import type {
  DistrictTable,
  EquipmentTable,
  OutsidePlaceTable,
  ServiceLineTable,
  ServiceTable,
  TravelTimeTable,
  VisitEquipmentTable,
  VisitPersonTable,
  VisitTable,
  WishOfferTable,
  WishTable,
} from './schema/services.ts'
import type {
  AllocationTable,
  ApplicationTable,
  PinTable,
  RoundSpaceTable,
  RoundTable,
  RunTable,
  SeasonPlanTable,
  SectionSeriesTable,
  SectionTable,
} from './schema/rounds.ts'
import type {
  CourseCallTable,
  CourseVoteTable,
  EnrolmentTable,
  HeadCountTable,
  ProgrammeQuotaTable,
  ProgrammeSeriesTable,
  ProgrammeSessionTable,
  ProgrammeTable,
  RollMarkTable,
  TermTable,
} from './schema/programmes.ts'

/** The tables, in the order of the migrations. Every key leads with `facility_id`. */
export interface Database {
  readonly facilities: FacilityTable
  readonly atoms: AtomTable
  readonly spaces: SpaceTable
  readonly space_atoms: SpaceAtomTable
  readonly opening_hours: OpeningHoursTable
  readonly holiday_notices: HolidayNoticeTable
  readonly special_days: SpecialDayTable
  readonly closures: ClosureTable
  readonly policies: PolicyTable
  readonly parties: PartyTable
  readonly users: UserTable
  readonly user_roles: UserRoleTable
  readonly user_parties: UserPartyTable
  readonly sessions: SessionTable
  readonly orders: OrderTable
  readonly order_lines: OrderLineTable
  readonly reservations: ReservationTable
  readonly claims: ClaimTable
  readonly no_show_points: NoShowPointTable
  readonly idempotency_keys: IdempotencyKeyTable
  readonly audit_events: AuditEventTable
  readonly changes: ChangeTable
  readonly acts: ActTable
  readonly devices: DeviceTable
  readonly calendar_feeds: CalendarFeedTable
  readonly duty_mails: DutyMailTable
  readonly mail_outbox: MailOutboxTable
  readonly messages: MessageTable
  readonly message_reads: MessageReadTable
  readonly attachments: AttachmentTable
  readonly attachment_pieces: AttachmentPieceTable
  readonly series: SeriesTable
  readonly series_dates: SeriesDateTable
  readonly offers: OfferTable
  readonly people: PersonTable
  readonly working_hours: WorkingHoursTable
  readonly absences: AbsenceTable
  readonly reservation_people: ReservationPersonTable
  readonly repairs: RepairTable
  readonly drafts: DraftTable
  readonly terms: TermTable
  readonly programmes: ProgrammeTable
  readonly programme_quotas: ProgrammeQuotaTable
  readonly programme_sessions: ProgrammeSessionTable
  readonly programme_series: ProgrammeSeriesTable
  readonly enrolments: EnrolmentTable
  readonly roll_marks: RollMarkTable
  readonly course_calls: CourseCallTable
  readonly course_votes: CourseVoteTable
  readonly head_counts: HeadCountTable
  readonly fact_snapshots: FactSnapshotTable
  readonly decision_records: DecisionRecordTable
  readonly rounds: RoundTable
  readonly round_spaces: RoundSpaceTable
  readonly applications: ApplicationTable
  readonly sections: SectionTable
  readonly pins: PinTable
  readonly runs: RunTable
  readonly season_plans: SeasonPlanTable
  readonly allocations: AllocationTable
  readonly section_series: SectionSeriesTable
  readonly services: ServiceTable
  readonly districts: DistrictTable
  readonly travel_times: TravelTimeTable
  readonly outside_places: OutsidePlaceTable
  readonly equipment: EquipmentTable
  readonly service_lines: ServiceLineTable
  readonly visits: VisitTable
  readonly visit_people: VisitPersonTable
  readonly visit_equipment: VisitEquipmentTable
  readonly wishes: WishTable
  readonly wish_offers: WishOfferTable
  readonly programme_organisers: ProgrammeOrganiserTable
  readonly programme_groups: ProgrammeGroupTable
  readonly stages: StageTable
  readonly entries: EntryTable
  readonly entry_members: EntryMemberTable
  readonly entry_slots: EntrySlotTable
  readonly entry_results: EntryResultTable
  readonly exhibition_periods: ExhibitionPeriodTable
  readonly viewing_slots: ViewingSlotTable
  readonly viewings: ViewingTable
  readonly contracts: ContractTable
  readonly contract_slots: ContractSlotTable
  readonly price_lists: PriceListTable
  readonly uses: UseTable
  readonly volunteer_offers: VolunteerOfferTable
  readonly service_hours: ServiceHoursTable
}
