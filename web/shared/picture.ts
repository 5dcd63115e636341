/* A photo made small enough for a phone's store and a poor network; the server scales again. */
const SIDE = 1920
const QUALITY = 0.82
const SMALL = 400 * 1024 // bytes; below it a photo goes as it is

export async function shrink(file: Blob): Promise<Blob> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < SMALL || !('createImageBitmap' in globalThis))
    return file
  try {
    const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const by = Math.min(1, SIDE / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.width * by)
    canvas.height = Math.round(image.height * by)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    image.close()
    const out = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
    return out && out.size < file.size ? out : file
  } catch {
    return file // of a kind that this phone cannot draw
  }
}
