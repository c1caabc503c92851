import { remote } from '../../api/routes.ts'

type Reports = typeof import('@gongyue/shared/api/reports.ts')

export const readFigures = remote<Reports['readFigures']>('GET', '/reports/figures')
export const listFigureRecords = remote<Reports['listFigureRecords']>('GET', '/reports/records')
