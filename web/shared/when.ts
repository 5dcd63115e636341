/*
 * Whether a field is asked at all: the pack's condition, in postfix order. An
 * answer that was not given is null and makes no condition true; of what a
 * face does not know (undefined) the server judges, and the field is shown.
 */
type Value = string | number | boolean | string[] | null | undefined
type Part = string | { name?: string; value?: Value; date?: string }

const two: Record<string, (a: never, b: never) => Value> = {
  '=': (a: Value, b: Value) => String(a) === String(b),
  '!=': (a: Value, b: Value) => String(a) !== String(b),
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => (b ? a / b : null),
  min: (a: number, b: number) => Math.min(a, b),
  max: (a: number, b: number) => Math.max(a, b),
  in: (a: Value, b: string[]) => (Array.isArray(b) ? b.includes(String(a)) : String(a) === String(b)),
}

function logic(op: string, a: Value, b: Value): Value {
  const ends = op === 'or' // the value that settles it
  if (a === ends || b === ends) return ends
  if (a === undefined || b === undefined) return undefined
  return a === null || b === null ? null : !ends
}

function apply(op: string, stack: Value[]): Value {
  const b = stack.pop()
  if (op === 'not') return typeof b === 'boolean' ? !b : b
  if (op === 'known') return b === undefined ? undefined : b !== null && b !== ''
  if (op === 'neg') return typeof b === 'number' ? -b : b
  if (op === 'count') return Array.isArray(b) ? b.length : b === null ? 0 : undefined
  const a = stack.pop()
  if (op === 'or' || op === 'and') return logic(op, a, b)
  const act = two[op]
  if (!act || a === undefined || b === undefined) return undefined
  return a === null || b === null ? null : act(a as never, b as never)
}

export function holds(when: unknown, answers: Record<string, unknown>): boolean {
  if (!Array.isArray(when)) return true
  const stack: Value[] = []
  for (const part of when as Part[]) {
    if (typeof part === 'string') stack.push(apply(part, stack))
    else if (part.name?.startsWith('form.')) stack.push((answers[part.name.slice(5)] ?? null) as Value)
    else stack.push(part.name ? undefined : (part.value ?? part.date))
  }
  const told = stack.pop()
  return told === undefined || told === true
}
