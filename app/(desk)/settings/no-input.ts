// What is asked for without a word more.

export const NO_INPUT = { params: {}, query: {}, body: {} } as const
