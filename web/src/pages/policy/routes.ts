import { remote } from '../../api/routes.ts'

type Policy = typeof import('@gongyue/shared/api/policy.ts')

export const readPolicy = remote<Policy['readPolicy']>('GET', '/policies')
export const listPolicyVersions = remote<Policy['listPolicyVersions']>('GET', '/policies/versions')
export const changePolicy = remote<Policy['changePolicy']>('POST', '/policies')
export const previewPolicy = remote<Policy['previewPolicy']>('POST', '/policies/preview')
