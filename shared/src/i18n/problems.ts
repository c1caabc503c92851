import type { ProblemId } from '../api/problem.ts'
import type { Messages } from '../domain/message.ts'

/** What a kind of problem is called, and what the reader can do about it. */
export interface ProblemText {
  readonly title: Messages
  /** Its placeholders are filled from the parameters of the one problem. */
  readonly detail: Messages
}

/** Every problem of the server in every language; the way out is in the sentence. */
export const problemMessages: Readonly<Record<ProblemId, ProblemText>> = {
  malformed: {
    title: { 'zh-CN': '填写有误', en: 'Something is not filled in right' },
    detail: { 'zh-CN': '请更正后再提交：{faults}', en: 'Please correct and send again: {faults}' },
  },
  'not-signed-in': {
    title: { 'zh-CN': '请先登录', en: 'Please sign in' },
    detail: {
      'zh-CN': '您还没有登录，或登录已过期。请重新登录后再试。',
      en: 'You are not signed in, or the session has run out. Sign in and try again.',
    },
  },
  'wrong-password': {
    title: { 'zh-CN': '登录失败', en: 'Sign-in failed' },
    detail: {
      'zh-CN': '账号或密码不对。请检查大小写后再试；忘记密码请联系管理员。',
      en: 'The account or the password is wrong. Check capital letters and try again; the administrator can set a new password.',
    },
  },
  'csrf-token': {
    title: { 'zh-CN': '页面已过期', en: 'The page is out of date' },
    detail: {
      'zh-CN': '为了您的安全，此操作没有执行。请刷新页面后再试。',
      en: 'For your safety nothing was done. Reload the page and try again.',
    },
  },
  'not-allowed': {
    title: { 'zh-CN': '没有权限', en: 'Not allowed' },
    detail: {
      'zh-CN': '您的账号没有这项权限。如确需使用，请联系管理员。',
      en: 'Your account does not have this right. If you need it, ask the administrator.',
    },
  },
  'not-found': {
    title: { 'zh-CN': '没有找到', en: 'Not found' },
    detail: {
      'zh-CN': '所找的内容不存在，或您无权查看。请检查地址。',
      en: 'It does not exist, or you may not see it. Check the address.',
    },
  },
  'method-not-allowed': {
    title: { 'zh-CN': '不支持的方法', en: 'Method not allowed' },
    detail: {
      'zh-CN': '此地址不接受 {method}，可用：{allowed}。',
      en: 'This address does not take {method}; it takes {allowed}.',
    },
  },
  refused: {
    title: { 'zh-CN': '无法办理', en: 'The answer is no' },
    detail: {
      'zh-CN': '所选安排不符合规定，原因和可选方案见下。',
      en: 'What was asked breaks a rule. The reasons, and what is possible instead, are listed.',
    },
  },
  'already-decided': {
    title: { 'zh-CN': '已经处理过', en: 'Already decided' },
    detail: {
      'zh-CN': '这些申请已有决定。请刷新查看最新结果。',
      en: 'These lines were decided before. Reload to see what became of them.',
    },
  },
  'would-displace': {
    title: { 'zh-CN': '会挤掉其他申请', en: 'Others would lose' },
    detail: {
      'zh-CN': '同意后，下列申请将无法满足。确认后请选择“同意并拒绝其他申请”。',
      en: 'If this is accepted, the requests listed can no longer be met. Confirm to accept it and decline them.',
    },
  },
  'too-late-to-cancel': {
    title: { 'zh-CN': '已过取消时限', en: 'Too late to cancel' },
    detail: {
      'zh-CN': '距离开始时间太近，不能自行取消。请联系前台。',
      en: 'It starts too soon to be cancelled by yourself. Please ask the front desk.',
    },
  },
  'key-reused': {
    title: { 'zh-CN': '请求编号重复', en: 'Idempotency-Key used before' },
    detail: {
      'zh-CN': '同一个 Idempotency-Key 已用于另一份内容。请换一个新的编号再提交。',
      en: 'This Idempotency-Key came before with another content. Send the new content with a new key.',
    },
  },
  stale: {
    title: { 'zh-CN': '内容已被更新', en: 'Changed in the meantime' },
    detail: {
      'zh-CN': '其他人刚刚修改过。请查看最新内容后再试。',
      en: 'Somebody else changed it just now. Look at the state of now and try again.',
    },
  },
  'too-large': {
    title: { 'zh-CN': '内容过大', en: 'Too large' },
    detail: {
      'zh-CN': '提交的内容超过 {limit}。请减少内容或分次提交。',
      en: 'What was sent is larger than {limit}. Send less, or in parts.',
    },
  },
  'wrong-media-type': {
    title: { 'zh-CN': '格式不支持', en: 'Unsupported media type' },
    detail: { 'zh-CN': '请以 {expected} 格式提交，收到的是 {found}。', en: 'Send {expected}; what came was {found}.' },
  },
  'too-many-requests': {
    title: { 'zh-CN': '操作过于频繁', en: 'Too many attempts' },
    detail: { 'zh-CN': '请在 {seconds} 秒后再试。', en: 'Please try again in {seconds} seconds.' },
  },
  'something-wrong': {
    title: { 'zh-CN': '系统出错', en: 'Something went wrong' },
    detail: {
      'zh-CN': '系统内部出错，没有保存任何内容。请稍后再试；如仍不行，请把编号 {instance} 告诉管理员。',
      en: 'An error inside the system; nothing was kept. Try again in a while; if it stays, tell the administrator the number {instance}.',
    },
  },
  'try-again': {
    title: { 'zh-CN': '系统繁忙', en: 'Busy' },
    detail: {
      'zh-CN': '系统暂时忙不过来，没有保存任何内容。请几秒后再试。',
      en: 'The system is busy just now; nothing was kept. Try again in a few seconds.',
    },
  },
}

/** Every fault of a form field. `{field}` is its name as the reader knows it, or its pointer. */
export const faultMessages = {
  required: { 'zh-CN': '{field} 必填', en: '{field} is missing' },
  'unknown-field': {
    'zh-CN': '没有 {field} 这个字段，请删除或检查拼写',
    en: 'there is no field {field}: remove it or check its spelling',
  },
  type: { 'zh-CN': '{field} 应为 {expected}', en: '{field} must be of type {expected}' },
  'format-instant': {
    'zh-CN': '{field} 应为带时区的真实时间（2000–2100 年），例如 2026-12-04T19:00:00+08:00',
    en: '{field} must be a real moment with an offset, between 2000 and 2100, such as 2026-12-04T19:00:00+08:00',
  },
  'format-local-date': {
    'zh-CN': '{field} 应为真实日期（2000–2100 年），例如 2026-12-04',
    en: '{field} must be a real day between 2000 and 2100, such as 2026-12-04',
  },
  'format-uuid': { 'zh-CN': '{field} 应为编号（UUID）', en: '{field} must be an id (UUID)' },
  minimum: { 'zh-CN': '{field} 不能小于 {limit}', en: '{field} must be at least {limit}' },
  maximum: { 'zh-CN': '{field} 不能大于 {limit}', en: '{field} must be at most {limit}' },
  'min-length': { 'zh-CN': '{field} 至少 {limit} 个字', en: '{field} must have at least {limit} characters' },
  'max-length': { 'zh-CN': '{field} 最多 {limit} 个字', en: '{field} must have at most {limit} characters' },
  'min-items': { 'zh-CN': '{field} 至少 {limit} 项', en: '{field} must have at least {limit} entries' },
  'max-items': {
    'zh-CN': '{field} 最多 {limit} 项，请分次提交',
    en: '{field} must have at most {limit} entries: send it in parts',
  },
  'one-of': { 'zh-CN': '{field} 只能是：{allowed}', en: '{field} must be one of: {allowed}' },
  pattern: { 'zh-CN': '{field} 的写法不对', en: '{field} is not written as it should be' },
  blank: { 'zh-CN': '{field} 不能只有空白', en: '{field} must not be blank' },
  text: {
    'zh-CN': '{field} 含有无法保存的字符，请重新输入',
    en: '{field} holds a character that cannot be kept: type it again',
  },
  unique: { 'zh-CN': '{field} 有重复项', en: '{field} has an entry twice' },
  'end-before-start': { 'zh-CN': '{field} 须晚于开始', en: '{field} must be later than the start' },
  json: {
    'zh-CN': '内容不是有效的 JSON（第 {position} 个字符附近）',
    en: 'the body is not valid JSON (near character {position})',
  },
  address: {
    'zh-CN': '地址写得不对，请检查其中的百分号编码',
    en: 'the address is not written right: check its length and its percent signs',
  },
  'not-json': {
    'zh-CN': '内容不是 JSON，请检查引号、逗号和括号',
    en: 'the body is not JSON: check quotation marks, commas and brackets',
  },
  cursor: {
    'zh-CN': '{field} 已失效，请从第一页重新开始',
    en: '{field} is not a cursor of this list: start from the first page',
  },
  'key-length': {
    'zh-CN': '{field} 须为 8–200 个可见 ASCII 字符',
    en: '{field} must be 8 to 200 visible ASCII characters',
  },
  'may-not-waive': {
    'zh-CN': '您不能豁免 {field} 所指的规则，请交由管理人员处理',
    en: '{field} names a rule that you may not set aside: ask somebody of the management',
  },
  'not-there': { 'zh-CN': '{field} 所指的内容不存在', en: '{field} names something that does not exist' },
} as const satisfies Readonly<Record<string, Messages>>

export type FaultKey = keyof typeof faultMessages
