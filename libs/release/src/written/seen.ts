/** A value of which any part may be missing, because it was malformed and has its own fault already. */
export type Seen<T> = T extends readonly (infer Item)[]
  ? readonly Seen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Seen<T[Key]> | undefined }
    : T;
