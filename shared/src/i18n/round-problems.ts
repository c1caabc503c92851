/** What may stand in the way around a season's round; part of all problems. */
export const roundProblems = {
  'not-in-time': {
    title: { 'zh-CN': '不在申请期内', en: 'Applications are not taken now' },
    detail: {
      'zh-CN': '“{round}”的申请时间是 {opens:moment} 至 {closes:moment}。过期补报请联系前台办理。',
      en: '“{round}” takes applications from {opens:moment} to {closes:moment}. The front desk can still take a late one.',
    },
  },
  'already-applied': {
    title: { 'zh-CN': '本单位已申请', en: 'There is an application already' },
    detail: {
      'zh-CN': '“{party}”在“{round}”中已有一份申请。每个单位一份：请打开它，在其中增改所需的项目。',
      en: '“{party}” has an application in “{round}” already. One for each: open it and add to it.',
    },
  },
  'round-settled': {
    title: { 'zh-CN': '本轮此时不能这样办理', en: 'The round is not at that point' },
    detail: {
      'zh-CN': '“{round}”当前状态是“{state}”，不能进行此操作。{wayOut}',
      en: '“{round}” is {state}: this can not be done now. {wayOut}',
    },
  },
  'run-in-progress': {
    title: { 'zh-CN': '正在求解', en: 'A run is under way' },
    detail: {
      'zh-CN':
        '“{round}”已有一次求解在进行（{who}，{since:moment} 开始）。请等它结束，或先停止它；停止时保留已得到的最好方案。',
      en: '“{round}” is being solved already ({who}, since {since:moment}). Wait for its end or stop it; its best plan is kept.',
    },
  },
  'plan-fits-not': {
    title: { 'zh-CN': '方案已不符合现状', en: 'The plan does not fit any more' },
    detail: {
      'zh-CN': '没有改动任何内容：方案中的 {count} 项已不适用（场地退出、申请撤回或修改）。请调整方案或重新求解。',
      en: 'Nothing was changed: {count} entries of the plan do not fit any more (a space has gone, a wish was withdrawn or changed). Arrange it anew, or solve again.',
    },
  },
} as const
