import type { LineWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import type { DeclineReason } from '@gongyue/shared/domain/order.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import { dictionary } from './dictionary.ts'

/** An order's state in a word. */
export function orderStateWord(state: OrderWire['state']): string {
  return t(`order-${state}`)
}

/** A line's state in a word; an accepted line tells the state of its reservation. */
export function lineStateWord({ state, reservation }: Pick<LineWire, 'state' | 'reservation'>): string {
  return reservation ? reservationStateWord(reservation.state) : t(`line-${state}`)
}

export function reservationStateWord(state: ReservationState): string {
  return t(`reservation-${state}`)
}

/** An officer's reason for a decline. */
export function declineReasonWord(reason: DeclineReason): string {
  return t(`decline-${reason}`)
}

const t = dictionary({
  'zh-CN': {
    'order-placed': '待审批',
    'order-accepted': '已通过',
    'order-partly-accepted': '部分通过',
    'order-declined': '未通过',
    'order-withdrawn': '已撤回',
    'line-pending': '待审批',
    'line-accepted': '已通过',
    'line-declined': '未通过',
    'line-withdrawn': '已撤回',
    'reservation-confirmed': '已确认',
    'reservation-in-use': '使用中',
    'reservation-ended': '已结束',
    'reservation-cancelled': '已取消',
    'reservation-no-show': '未到场',
    'decline-taken-by-other': '已安排给其他单位',
    'decline-priority-event': '有优先保障的活动',
    'decline-not-suitable': '场地不适合此活动',
    'decline-too-few-people': '人数太少',
    'decline-maintenance': '场地检修',
    'decline-incomplete': '申请信息不完整',
    'decline-other': '其他原因',
  },
  en: {
    'order-placed': 'Waiting',
    'order-accepted': 'Accepted',
    'order-partly-accepted': 'Partly accepted',
    'order-declined': 'Declined',
    'order-withdrawn': 'Withdrawn',
    'line-pending': 'Waiting',
    'line-accepted': 'Accepted',
    'line-declined': 'Declined',
    'line-withdrawn': 'Withdrawn',
    'reservation-confirmed': 'Confirmed',
    'reservation-in-use': 'In use',
    'reservation-ended': 'Ended',
    'reservation-cancelled': 'Cancelled',
    'reservation-no-show': 'No-show',
    'decline-taken-by-other': 'Given to another organisation',
    'decline-priority-event': 'A priority event takes place',
    'decline-not-suitable': 'The space does not suit the activity',
    'decline-too-few-people': 'Too few people',
    'decline-maintenance': 'Maintenance',
    'decline-incomplete': 'The request is incomplete',
    'decline-other': 'Another reason',
  },
})
