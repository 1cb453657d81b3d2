/** A stored document, or the part of it that was asked for, as the rest of the product knows it: `_id` is its `id`. */
export const withId = <T>({ _id, ...rest }: Record<string, unknown>): T => ({ id: _id, ...rest }) as T;
