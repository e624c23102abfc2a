/** What can be wrong with one value of one field. `{label}` is the field's label. */
export const valueProblems = {
  'value.required': '{label} must not be empty.',
  'value.notText': '{label} must be text.',
  'value.tooLong': '{label} holds {length} characters; at most {max} are allowed.',
  'value.badCharacter': '{label} holds a character that cannot be stored (U+{codePoint}).',
  'value.notInteger': '{label} must be a whole number, not “{value}”.',
  'value.integerRange': '{label} must be between {min} and {max}, not {value}.',
  'value.notDecimal': '{label} must be a number such as 125.50, not “{value}”.',
  'value.decimalScale': '{label} takes at most {scale} digits after the point, not “{value}”.',
  'value.decimalRange': '{label} takes at most {digits} digits before the point, not “{value}”.',
  'value.notBoolean': '{label} must be yes, no or unknown, not “{value}”.',
  'value.notInstant': '{label} must be a date and time such as 2026-03-31 14:30, not “{value}”.',
  'value.notList': '{label} must be a list.',
  'value.notId': '{label} must be the number of a record, not “{value}”.',
  'value.noSuchRecord': '{label} points to {target} {id}, which does not exist.',
  'value.unknownField': '“{field}” is not a field of {table}.',
  'value.looksWrong': '“{value}” does not look like {what}.',
} as const;
