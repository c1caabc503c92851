// Made by scripts/constraints.ts from the registry of rules; do not edit. Pages load the sentences without the rules.
import type { Messages } from '../domain/message.ts'

export const VIOLATION_MESSAGES: Readonly<Record<string, Messages>> = {
  'space-overlap': {
    'zh-CN': '{space}在 {from:moment} 至 {until:time} 已有安排（含布置与撤场），请换时段或场地',
    en: '{space} is taken from {from:moment} to {until:time} (set-up and strike included); choose another time or space',
  },
  'person-overlap': {
    'zh-CN': '{people}在 {from:moment} 至 {until:time} 已有其他安排，请换人或换时间',
    en: '{people} is engaged elsewhere from {from:moment} to {until:time}; choose somebody else or another time',
  },
  'equipment-overlap': {
    'zh-CN': '{equipment}在 {from:moment} 至 {until:moment} 已派出，请换一件或换时间',
    en: '{equipment} is out from {from:moment} to {until:moment}; choose another or another time',
  },
  'person-hours': {
    'zh-CN': '{people}在 {from:moment} 至 {until:time} 不能到场，请换人或换时间',
    en: '{people} cannot come from {from:moment} to {until:time}; choose somebody else or another time',
  },
  'person-skills': {
    'zh-CN': '还缺会这些的人：{missing}',
    en: 'Nobody on it knows: {missing}',
  },
  'person-day': {
    'zh-CN': '{person}每天最多 {limit:duration}，{day:date}加上这次共 {total:duration}',
    en: '{person} works at most {limit:duration} a day; with this it would be {total:duration} on {day:date}',
  },
  'person-week': {
    'zh-CN': '{person}每周最多来 {limit} 天，{week:date}起的一周加上这次共 {total} 天',
    en: '{person} comes on at most {limit} days a week; with this it would be {total} in the week of {week:date}',
  },
  'person-rest': {
    'zh-CN': '{person}两天之间至少休息 {limit:duration}，这样只有 {rest:duration}',
    en: '{person} needs {limit:duration} of rest between two days; this leaves {rest:duration}',
  },
  'travel-time': {
    'zh-CN': '{people}从{from}到{to}路上要 {way:duration}，两场之间只有 {gap:duration}',
    en: '{people} needs {way:duration} from {from} to {to}; there are {gap:duration} between the two',
  },
  'crew-rest': {
    'zh-CN': '{people}外出前后至少休息 {limit:duration}，这样只有 {rest:duration}',
    en: '{people} needs {limit:duration} of rest before and after a visit; this leaves {rest:duration}',
  },
  'crew-skills': {
    'zh-CN': '所选时间还派不出这些人：{missing}',
    en: 'At this time there is nobody to send for: {missing}',
  },
  'vehicle': {
    'zh-CN': '这次外出有 {crew} 人，需要派车，所选时间能派的车共 {seats} 座',
    en: 'This visit takes a vehicle for {crew}; at this time there are {seats} seats',
  },
  'service-kits': {
    'zh-CN': '所选时间还缺这些器材：{missing}',
    en: 'At this time these kits are missing: {missing}',
  },
  'travel-unknown': {
    'zh-CN': '还没有登记{from}到{to}的路程时间，请联系文化宫，由工作人员在“服务管理—路程”里补上',
    en: 'The way from {from} to {to} is not known yet: ask the palace; staff enter it under “Services – Travel times”',
  },
  'service-deadline': {
    'zh-CN': '{service}最晚须在 {latest:moment} 前下单，请选晚一些的日子',
    en: '{service} for this day had to be ordered by {latest:moment}; choose a later day',
  },
  'service-audience': {
    'zh-CN': '{service}适合 {least}–{most} 人，申请人数为 {headcount} 人',
    en: '{service} is for {least} to {most} people; {headcount} were asked for',
  },
  'service-place': {
    'zh-CN': '{service}只在{where}提供',
    en: '{service} is given at {where} only',
  },
  'service-season': {
    'zh-CN': '{service}在 {day:date} 不提供，请看菜单上的季节',
    en: '{service} is not given on {day:date}; its season is on the menu',
  },
  'opening-hours': {
    'zh-CN': '{space}在{day:date}的开放时间是 {hours}，所选时段不在其内',
    en: '{space} is open {hours} on {day:date}; the chosen time is not inside',
  },
  'closure': {
    'zh-CN': '{space}从 {from:moment} 至 {until:moment} 关闭：{reason}',
    en: '{space} is closed from {from:moment} to {until:moment}: {reason}',
  },
  'exhibition-period': {
    'zh-CN': '{space}从 {from:moment} 至 {until:moment} 举办“{exhibition}”，不接受其他使用；参观请预约参观时段',
    en: '{space} shows “{exhibition}” from {from:moment} to {until:moment} and takes nothing else; to see it, book one of its slots',
  },
  'round-reserved': {
    'zh-CN': '{space}在 {from:date} 至 {until:date} 的每周固定分配时段由“{round}”统一分配（申请截止 {closes:moment}）：{wayOut}；也可改选分配时段以外的时间，或其他场地',
    en: 'the weekly times of {space} from {from:date} to {until:date} are given out in “{round}” (applications until {closes:moment}): {wayOut}; or choose a time outside them, or another space',
  },
  'capacity': {
    'zh-CN': '{space}最多容纳 {capacity} 人，申请人数为 {headcount} 人',
    en: '{space} holds {capacity} people at most, {headcount} were asked for',
  },
  'features': {
    'zh-CN': '{space}没有所需的：{missing}',
    en: '{space} lacks: {missing}',
  },
  'duration': {
    'zh-CN': '{space}每次可约 {least:duration}至 {most:duration}，所选为 {chosen:duration}',
    en: '{space} is lent for {least:duration} to {most:duration} at a time; {chosen:duration} were chosen',
  },
  'start-grid': {
    'zh-CN': '{space}须从每 {grid} 分钟的整格开始和结束',
    en: '{space} is booked in steps of {grid} minutes; start and end must fall on them',
  },
  'notice': {
    'zh-CN': '{space}须提前 {lead:duration}预约，现在最早可约 {earliest:moment} 开始',
    en: '{space} must be booked {lead:duration} ahead; the earliest start now is {earliest:moment}',
  },
  'horizon': {
    'zh-CN': '{space}只能提前 {days:days}预约，这一天从 {opens:date} 起可约',
    en: '{space} can be booked {days:days} ahead; this day opens for booking on {opens:date}',
  },
  'eligibility': {
    'zh-CN': '{space}不接受{party}预约：{why}',
    en: '{space} can not be booked by {party}: {why}',
  },
  'no-show-points': {
    'zh-CN': '{who}已有 {points} 分未到场记录（满 {limit} 分暂停预约），{until:moment} 后可再预约；如记录有误，请到前台申诉撤销',
    en: '{who} has {points} points for no-shows (no bookings from {limit} on) and may book again after {until:moment}; if one is wrong, the front desk can lift it',
  },
  'booking-conditions': {
    'zh-CN': '请先阅读并同意{space}的预约须知（第 {version} 版）',
    en: 'Read and accept the conditions of {space} first (version {version})',
  },
  'member-daily': {
    'zh-CN': '每人每天在这类场地最多 {limit}，{day:date}加上这次共 {total}',
    en: 'One person may have {limit} a day in this kind of space; with this it would be {total} on {day:date}',
  },
  'branch-daily': {
    'zh-CN': '每个单位每天在这类场地最多 {limit}，{day:date}加上这次共 {total}',
    en: 'One party may have {limit} a day in this kind of space; with this it would be {total} on {day:date}',
  },
  'concurrent': {
    'zh-CN': '每个单位同一时刻最多使用 {limit} 处场地，{day:date}会达到 {total} 处',
    en: 'One party may use {limit} spaces at the same moment; it would be {total} on {day:date}',
  },
  'preferred-time': {
    'zh-CN': '与希望的时间 {wished:moment} 不同',
    en: 'not at the time wished for, {wished:moment}',
  },
  'preferred-space': {
    'zh-CN': '不是希望的{wished}',
    en: 'not in the space wished for, {wished}',
  },
  'room-fit': {
    'zh-CN': '{space}可容纳 {capacity} 人，对 {headcount} 人偏大',
    en: '{space} holds {capacity}, large for {headcount} people',
  },
}

/** How an alternative differs from what was asked. */
export const ALTERNATIVE_MESSAGES: Readonly<Record<string, Messages>> = {
  'other-space': {
    'zh-CN': '换到{space}',
    en: 'in {space} instead',
  },
  'later': {
    'zh-CN': '晚 {minutes:duration}',
    en: '{minutes:duration} later',
  },
  'earlier': {
    'zh-CN': '早 {minutes:duration}',
    en: '{minutes:duration} earlier',
  },
  'days-later': {
    'zh-CN': '晚 {days:days}',
    en: '{days:days} later',
  },
  'days-earlier': {
    'zh-CN': '早 {days:days}',
    en: '{days:days} earlier',
  },
  'shorter': {
    'zh-CN': '时长缩短为 {minutes:duration}',
    en: 'shortened to {minutes:duration}',
  },
  'longer': {
    'zh-CN': '时长延长为 {minutes:duration}',
    en: 'lengthened to {minutes:duration}',
  },
  'side-by-side': {
    'zh-CN': '同一时间分在 {count} 处',
    en: 'in {count} spaces at the same time',
  },
  'changeover': {
    'zh-CN': '{at:time} 换到{space}',
    en: 'changing over to {space} at {at:time}',
  },
  'fewer-people': {
    'zh-CN': '人数减为 {headcount} 人',
    en: 'for {headcount} people',
  },
  'same-time': {
    'zh-CN': '时间不变',
    en: 'at the same time',
  },
}

/** The parameter that says when a rule stops standing in the way. */
export const CLEARS_AT: Readonly<Record<string, string>> = {
  'space-overlap': 'until',
  'person-overlap': 'until',
  'equipment-overlap': 'until',
  'opening-hours': 'opens',
  'closure': 'until',
  'exhibition-period': 'until',
  'horizon': 'opens',
  'no-show-points': 'until',
}
