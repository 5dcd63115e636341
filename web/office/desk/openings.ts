/* What the caller may open by hand, and where: the server says. */
import { api, got, type Schemas } from '../../shared/api/client'

type Channel = NonNullable<Schemas['case_in']['channel']>
export interface Opening {
  process: string
  title: string
  channel: Channel
}
const BY_HAND: Channel[] = ['worker', 'on_behalf']

/** `place`: for a case that lies there; else wherever the caller holds a post. */
export async function openings(place?: string): Promise<Opening[]> {
  const told = await got(api.GET('/api/v1/my/openings', { params: { query: place ? { place } : {} } }))
  return told.items.flatMap((o) => {
    const channel = BY_HAND.find((c) => o.channels.includes(c))
    return channel ? [{ process: o.process, title: o.title, channel }] : []
  })
}
