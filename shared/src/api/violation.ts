import Type, { type Static } from 'typebox'
import { Id, InstantText, NameSchema, OneOf, Strict } from './schemas.ts'

/** Parameters on the wire: instants are already ISO 8601 with offset. */
export const ParamSchema = Type.Union([Type.String(), Type.Number(), NameSchema])

export const ViolationSchema = Strict({
  constraint: Type.String({ description: 'id of the rule, see CONSTRAINTS.md' }),
  level: OneOf(['hard', 'medium', 'soft']),
  penalty: Type.Integer({ minimum: 1 }),
  waivableBy: OneOf(['nobody', 'staff', 'manager']),
  params: Type.Record(Type.String(), ParamSchema),
  /** Index of the line in the order as sent. */
  line: Type.Optional(Type.Integer({ minimum: 0 })),
  spaceId: Type.Optional(Id),
  start: Type.Optional(InstantText),
  end: Type.Optional(InstantText),
})
export type ViolationWire = Static<typeof ViolationSchema>

/** Why an alternative stands where it stands: key and parameters, the sentence is made by the reader. */
export const ReasonSchema = Strict({ key: Type.String(), params: Type.Record(Type.String(), ParamSchema) })
export type ReasonWire = Static<typeof ReasonSchema>
