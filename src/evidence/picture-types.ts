/** Types of which a small picture is made. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'];
