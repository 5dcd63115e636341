/* What the caller may open by hand, and where: the server says. */
import { api, got, type Schemas } from '../../shared/api/client'

export type Channel = NonNullable<Schemas['case_in']['channel']>
export interface Opening {
  process: string
  title: string
  channels: Channel[] // the usual one first
}
const BY_HAND: Channel[] = ['worker', 'on_behalf', 'hotline', 'patrol', 'video']
/** Somebody else asks for it, who may want to be called back. */
export const asked = (c: Channel | undefined) => c === 'on_behalf' || c === 'hotline'

export interface FromWhom {
  channel?: Channel | undefined
  name: string
  phone: string
}
const KEY = 'linli.office.channel.'
/** As this person filed such a case last. */
export function usual(o: Opening): Channel | undefined {
  const last = localStorage.getItem(KEY + o.process) as Channel | null
  return o.channels.find((c) => c === last) ?? o.channels[0]
}
export function keepUsual(process: string, channel: Channel) {
  localStorage.setItem(KEY + process, channel)
}

/** `place`: for a case that lies there; else wherever the caller holds a post. */
export async function openings(place?: string): Promise<Opening[]> {
  const told = await got(api.GET('/api/v1/my/openings', { params: { query: place ? { place } : {} } }))
  return told.items.flatMap((o) => {
    const channels = BY_HAND.filter((c) => o.channels.includes(c))
    return channels.length ? [{ process: o.process, title: o.title, channels }] : []
  })
}
