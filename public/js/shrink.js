// A picture made smaller on the device. Whatever the device cannot read is sent as it is.
const SIDE = 2560;
/** What the camera wrote stands before the picture, in at most 64 KB. */
const HEAD = 256 * 1024;
const [START, CAMERA, PICTURE] = [0xffd8, 0xffe1, 0xffda];
const ORIENTATION = 0x0112;

/** The part of a JPEG that says when, where and with what it was taken (EXIF, CIPA DC-008); empty when there is none. */
function cameraPart(bytes) {
  const view = new DataView(bytes);
  if (view.getUint16(0) !== START) return new Uint8Array();
  for (let at = 2; at + 10 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint16(at) === PICTURE) break;
    const isExif = view.getUint16(at) === CAMERA && view.getUint32(at + 4) === 0x45786966;
    if (isExif) return new Uint8Array(bytes.slice(at, at + 2 + view.getUint16(at + 2)));
  }
  return new Uint8Array();
}

/** The smaller picture is the right way up already, so its camera part must say so. */
function standUp(part) {
  if (part.length === 0) return part;
  const view = new DataView(part.buffer);
  // Behind marker, length and "Exif": byte order, 42, and where the list of tags begins.
  const tiff = 10;
  const little = view.getUint16(tiff) === 0x4949;
  const tags = tiff + view.getUint32(tiff + 4, little);
  for (let index = 0; index < view.getUint16(tags, little); index += 1) {
    const tag = tags + 2 + 12 * index;
    if (view.getUint16(tag, little) === ORIENTATION) view.setUint16(tag + 8, 1, little);
  }
  return part;
}

export async function shrunk(file) {
  if (!file.type.startsWith('image/')) return file;
  try {
    const camera = standUp(cameraPart(await file.slice(0, HEAD).arrayBuffer()));
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    if (blob === null || blob.size >= file.size) return file;
    const name = file.name.replace(/\.[^.]*$/, '.jpg');
    const parts = [blob.slice(0, 2), camera, blob.slice(2)];
    return new File(parts, name, { type: blob.type, lastModified: file.lastModified });
  } catch {
    return file;
  }
}
