// A brand keeps two values of one shape apart at no cost at run time.

declare const brand: unique symbol

export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name }
