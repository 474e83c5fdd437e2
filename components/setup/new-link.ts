// How a new set-up link is made, said in one place.

export const NEW_LINK = 'npm run desk -- setup-link'
