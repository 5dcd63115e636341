import './phone'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeServer, photo } from './server'

type Outbox = typeof import('../shared/outbox')
let server: FakeServer
let box: Outbox

/** A page that was loaded just now; what was kept before is what it finds. */
async function load(): Promise<Outbox> {
  vi.resetModules()
  const outbox = await import('../shared/outbox')
  const session = await import('../shared/session')
  session.me.value = { account: '1', posts: [] } as never
  outbox.hold.ms = 0
  await outbox.openOutbox()
  return outbox
}
async function empty() {
  const { store } = await import('../shared/store')
  const db = await store()
  await db.clear('items')
}
function online(yes: boolean) {
  ;(navigator as { onLine: boolean }).onLine = yes
}
const aReport = (photos: Blob[] = []) => ({ words: '路灯不亮', form: photos.length ? { photos } : {} })
const aMove = (photos: Blob[] = [], move = 'done') => ({
  case: '5',
  number: 'SQ5',
  title: '完成',
  after: '100',
  body: { move, version: 7, form: photos.length ? { photos_after: photos } : {} },
})

beforeEach(async () => {
  server = new FakeServer()
  vi.stubGlobal('fetch', server.fetch)
  online(true)
  await empty()
  box = await load()
})
afterEach(() => vi.unstubAllGlobals())

describe('a report', () => {
  it('goes at once and is kept no longer', async () => {
    const told = await box.report(aReport())
    expect(told.went).toBe(true)
    expect(box.unsent.value).toBe(0)
    expect(box.filed.value[0]).toMatchObject({ number: 'SQ1', code: 'ABCD', title: '路灯不亮' })
  })
  it('waits without network, and goes once when it is back', async () => {
    online(false)
    expect((await box.report(aReport())).went).toBe(false)
    expect(server.calls).toHaveLength(0)
    expect(box.unsent.value).toBe(1)
    online(true)
    await Promise.all([box.flush(), box.flush()])
    await box.flush()
    expect(server.count('cases')).toBe(1)
    expect(box.unsent.value).toBe(0)
  })
  it('is tried after seconds and then ever more seldom where nobody says that the network is back', async () => {
    let tick = () => {}
    const every = vi.spyOn(window, 'setInterval').mockImplementation(((f: () => void) => ((tick = f), 0)) as never)
    box = await load()
    every.mockRestore()
    server.faults.cases = Array<'down'>(6).fill('down')
    await box.report(aReport())
    const tries = [1, 3, 7, 15, 30, 45]
    for (let n = 1; n <= 45; n++) {
      tick()
      if (!tries.includes(n)) continue
      await vi.waitFor(() => {
        expect(server.faults.cases).toHaveLength(Math.max(0, 5 - tries.indexOf(n) - 1))
        expect(box.items.value.map((i) => i.state)).toEqual(n < 45 ? ['waiting'] : [])
      }, 20000)
    }
    expect(server.count('cases')).toBe(1)
  })
  it('whose reply was lost is filed once, and its code is known', async () => {
    server.faults.cases = ['lost']
    expect((await box.report(aReport())).item.state).toBe('waiting')
    await box.flush()
    expect(server.count('cases')).toBe(2)
    expect(server.filed.size).toBe(1)
    expect(box.unsent.value).toBe(0)
  })
  it('sends each photo once, however often the network fails between', async () => {
    server.faults.files = ['none', 'down']
    server.faults.cases = ['busy']
    await box.report(aReport([photo('a'), photo('b'), photo('c')]))
    expect(server.files).toBe(1)
    await box.flush()
    expect(server.files).toBe(3)
    await box.flush()
    expect(server.files).toBe(3)
    expect(server.calls[server.calls.length - 1]?.body?.form).toEqual({ photos: ['f1', 'f2', 'f3'] })
  })
  it('that is refused stays with the reason, and does not hold up others', async () => {
    online(false)
    await box.report(aReport())
    await box.report(aReport())
    online(true)
    server.refuse = {
      status: 422,
      code: 'invalid',
      message: '请写明地址',
      fields: [{ path: 'form.address', message: '必填' }],
    }
    await box.flush()
    expect(server.count('cases')).toBe(2)
    expect(box.items.value.map((i) => i.state)).toEqual(['refused', 'refused'])
    expect(box.items.value[0]).toMatchObject({ why: '请写明地址', wrong: [{ path: 'form.address' }] })
    await box.flush()
    expect(server.count('cases')).toBe(2) // not again by itself
    server.refuse = undefined
    expect(await box.retry(box.items.value[0]!)).toBe(true)
    expect(box.unsent.value).toBe(1)
  })
  it('waits when the session is over, and goes in nobody else’s name', async () => {
    server.refuse = { status: 401, code: 'signed_out', message: '请先登录', fields: [] }
    await box.report(aReport())
    expect(box.items.value[0]).toMatchObject({ state: 'waiting', why: '请先登录' })
    server.refuse = undefined
    const session = await import('../shared/session')
    session.me.value = { account: '2', posts: [] } as never
    await box.flush()
    expect(server.filed.size).toBe(0)
    session.me.value = { account: '1', posts: [] } as never
    await box.flush()
    expect(server.filed.size).toBe(1)
  })
  it('is found again after a crash, also one in the middle of sending', async () => {
    online(false)
    await box.report(aReport([photo('a')]))
    const { store } = await import('../shared/store')
    const db = await store()
    const kept = (await db.getAll('items'))[0]!
    await db.put('items', { ...kept, state: 'sending', owner: 'a window that died', since: 0 })
    online(true)
    box = await load()
    expect(server.filed.size).toBe(1)
    expect(server.calls[1]?.body).toMatchObject({ client_token: kept.token, form: { photos: ['f1'] } })
    expect(box.unsent.value).toBe(0)
  })
  it('is left alone while another window sends it', async () => {
    online(false)
    await box.report(aReport())
    const { store } = await import('../shared/store')
    const db = await store()
    const kept = (await db.getAll('items'))[0]!
    await db.put('items', { ...kept, state: 'sending', owner: 'another window', since: Date.now() })
    online(true)
    await box.flush()
    expect(server.calls).toHaveLength(0)
    await db.delete('items', kept.token) // the other one was done
    await box.flush()
    expect(server.calls).toHaveLength(0)
    expect(box.unsent.value).toBe(0)
  })
})

describe('a move', () => {
  it('goes with its photos', async () => {
    expect((await box.move(aMove([photo('a')]))).went).toBe(true)
    expect(server.version).toBe(8)
    expect(server.calls[1]?.body).toMatchObject({ move: 'done', version: 7, form: { photos_after: ['f1'] } })
  })
  it('whose reply was lost is known by the timeline, and not shown as a conflict', async () => {
    server.faults.moves = ['lost']
    await box.move(aMove([photo('a')]))
    server.moved('9', 'verify') // somebody went on from there
    await box.flush()
    expect(box.unsent.value).toBe(0)
    expect(server.line.filter((e) => e.data.move === 'done')).toHaveLength(1)
    expect(server.files).toBe(1)
  })
  it('is a conflict when somebody else was there, reply lost or not', async () => {
    server.faults.moves = ['down']
    await box.move(aMove())
    server.moved('9', 'done') // the same, but not by this person
    await box.flush()
    expect(box.items.value[0]).toMatchObject({ state: 'conflict', why: 'changed' })
    await box.flush()
    expect(server.count('moves')).toBe(1) // not overwritten, not sent by itself
    const item = box.items.value[0]!
    item.move!.body.version = server.version
    expect(await box.retry(item)).toBe(true)
    expect(server.line[server.line.length - 1]).toMatchObject({ account: '1', data: { move: 'done' } })
  })
  it('made before it was sent at all is no proof that it went', async () => {
    online(false)
    await box.move(aMove())
    server.moved('1', 'done') // on another phone of the same person
    online(true)
    await box.flush()
    expect(box.items.value[0]?.state).toBe('conflict')
  })
  it('stays when the timeline cannot be asked just now', async () => {
    server.faults.moves = ['lost']
    server.faults.timeline = ['down']
    await box.move(aMove())
    await box.flush()
    expect(box.items.value[0]?.state).toBe('waiting')
    await box.flush()
    expect(box.unsent.value).toBe(0)
  })
  it('goes after the one before it, on the version that that one gave', async () => {
    online(false)
    await box.move(aMove([], 'note'))
    await box.move(aMove([], 'note'))
    await box.move(aMove([], 'done'))
    online(true)
    await box.flush()
    expect(server.calls.filter((c) => c.path.endsWith('/moves')).map((c) => [c.body?.move, c.body?.version])).toEqual([
      ['note', 7],
      ['note', 8],
      ['done', 9],
    ])
  })
  it('is not taken for the one before it of the same name', async () => {
    online(false)
    await box.move(aMove([], 'note'))
    await box.move(aMove([], 'note'))
    online(true)
    server.faults.moves = ['none', 'lost']
    await box.flush() // the second went, its reply was lost
    await box.flush()
    expect(box.unsent.value).toBe(0)
    expect(server.line.filter((e) => e.data.move === 'note')).toHaveLength(2)
    server.faults.moves = ['none', 'down']
    online(false)
    const now = { ...aMove([], 'note'), after: server.line[server.line.length - 1]!.id }
    now.body = { ...now.body, version: server.version }
    await box.move(now)
    await box.move(now)
    online(true)
    await box.flush() // the second did not go, and somebody else was there
    server.moved('9', 'other')
    await box.flush()
    expect(box.items.value[0]?.state).toBe('conflict')
  })
  it('behind one that was refused waits with it', async () => {
    online(false)
    await box.move(aMove([], 'take'))
    await box.move(aMove([], 'done'))
    await box.report(aReport())
    online(true)
    server.moved('9', 'other')
    await box.flush()
    expect(box.items.value.map((i) => i.state)).toEqual(['conflict', 'waiting'])
    expect(server.filed.size).toBe(1)
  })
})

describe('for some seconds', () => {
  it('it can be taken back, and is not sent before', async () => {
    box.hold.ms = 200
    let kept = ''
    const told = box.move(aMove(), (item) => (kept = item.token))
    await vi.waitFor(() => expect(box.holding.value).toHaveLength(1))
    await box.flush()
    expect(server.calls).toHaveLength(0)
    expect(await box.takeBack(kept)).toBe(true)
    expect(await told).toMatchObject({ went: false, back: true })
    expect(box.items.value).toEqual([])
    expect(box.holding.value).toEqual([])
    expect(server.calls).toHaveLength(0)
  })
  it('then it goes by itself, and is too late to be taken back', async () => {
    box.hold.ms = 50
    const told = await box.report(aReport())
    expect(told.went).toBe(true)
    expect(server.count('cases')).toBe(1)
    expect(await box.takeBack(told.item.token)).toBe(false)
  })
})
