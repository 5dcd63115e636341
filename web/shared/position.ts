/* Where the phone is. */
export interface Point {
  lon: number
  lat: number
}

/** Null when it may not be known, or not within some seconds. */
export function position(ms = 10000): Promise<Point | null> {
  return new Promise((done) => {
    if (!navigator.geolocation) return done(null)
    navigator.geolocation.getCurrentPosition(
      (p) => done({ lon: p.coords.longitude, lat: p.coords.latitude }),
      () => done(null),
      { enableHighAccuracy: true, timeout: ms, maximumAge: 30000 },
    )
  })
}

const EARTH_M = 6371008.8
export function metresBetween(a: Point, b: Point): number {
  const rad = Math.PI / 180
  const dy = (b.lat - a.lat) * rad
  const dx = (b.lon - a.lon) * rad * Math.cos(((a.lat + b.lat) / 2) * rad)
  return EARTH_M * Math.hypot(dx, dy)
}
