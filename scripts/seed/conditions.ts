import type { Name } from '@gongyue/shared/domain/names.ts'

/** 预约须知: what a booker accepts before the first booking, and again whenever the text changes. */
export const CONDITIONS = {
  theatre: {
    'zh-CN':
      '1. 请至少提前 3 天提出申请，经管理人员批准后生效。\n2. 演出前后各 60 分钟用于装台和撤台，已计入占用时间。\n3. 须由文化宫技术人员操作灯光、音响和吊杆。\n4. 不得超过 600 人，不得占用消防通道。\n5. 节目内容由申请单位负责审核。',
    en: '1. Apply at least 3 days ahead; the booking holds once management has approved it.\n2. 60 minutes before and after are kept for set-up and strike.\n3. Lights, sound and rigging are worked by the palace technicians only.\n4. No more than 600 people; keep the fire exits clear.\n5. The applicant answers for the content of the programme.',
  },
  square: {
    'zh-CN':
      '1. 请至少提前 5 天提出申请。\n2. 大风、雷雨、重污染天气时活动取消或改期。\n3. 21:00 以后请降低音量。\n4. 搭建物须经安全检查，活动结束后清理场地。',
    en: '1. Apply at least 5 days ahead.\n2. In high wind, thunderstorms or heavy pollution the event is called off or moved.\n3. Keep the volume down after 21:00.\n4. Anything put up is inspected for safety; leave the ground clean.',
  },
  rehearsal: {
    'zh-CN':
      '1. 请穿软底鞋入场，不带饮食。\n2. 钢琴和音响使用后请复位、断电。\n3. 打开隔断使用 A+B 厅，须由前台工作人员操作。',
    en: '1. Soft-soled shoes only; no food or drink.\n2. Put piano and sound system back and switch them off.\n3. The wall between A and B is moved by the front desk only.',
  },
  kitchen: {
    'zh-CN':
      '1. 须有一名持健康证的指导教师在场。\n2. 使用燃气、烤箱前请听从安全讲解。\n3. 结束后清洗用具，关闭水、电、燃气。',
    en: '1. An instructor with a health certificate is present.\n2. Hear the safety talk before using gas or ovens.\n3. Wash up; turn off water, power and gas.',
  },
  care: {
    'zh-CN': '1. 护理床、模拟人须在指导教师带领下使用。\n2. 请自备工作服和一次性床单。\n3. 损坏教具请及时登记。',
    en: '1. Care beds and manikins are used under an instructor.\n2. Bring work clothes and disposable sheets.\n3. Report damage to teaching aids at once.',
  },
  gym: {
    'zh-CN':
      '1. 请穿运动鞋，自备毛巾。\n2. 患有心脑血管疾病者请遵医嘱。\n3. 未满 16 周岁须由成年人陪同。\n4. 开始后 15 分钟未签到，名额让给他人。',
    en: '1. Sports shoes and a towel, please.\n2. With heart or circulatory disease, ask your doctor first.\n3. Under 16 only with an adult.\n4. Not checked in 15 minutes after the start: the place goes to others.',
  },
  tableTennis: {
    'zh-CN':
      '1. 每人每天最多 2 小时，每个基层工会每天最多 2 张台。\n2. 请穿不留痕的运动鞋，自备球拍。\n3. 最迟提前 30 分钟取消。\n4. 开始后 15 分钟未签到，球台让给他人。',
    en: '1. At most 2 hours a person and day, and 2 tables a union branch and day.\n2. Non-marking sports shoes; bring your own bat.\n3. Cancel at least 30 minutes before.\n4. Not checked in 15 minutes after the start: the table goes to others.',
  },
} as const satisfies Readonly<Record<string, Name>>
