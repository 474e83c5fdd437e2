// What passwords are made of when nobody thinks: the words at the top of every list that was ever stolen, longest first where
// one holds another. Of words that are not here, three or four together are a good password.

export const COMMON_WORDS: readonly string[] = [
  'password passwort passw0rd passwd contrasena motdepasse wachtwoord parola senha pass secret geheim hunter2 letmein welcome',
  'willkommen bienvenue bienvenido login logon signin admin administrator root superuser user username guest default changeme',
  'changeit temp temporary test testing tester demo example sample master owner manager system server computer internet',
  'iloveyou loveyou lovely lover love trustno1 whatever nothing something anything access account qwerty qwertz azerty asdf',
  'zxcvbn monkey dragon tiger lion panda eagle falcon phoenix wolf shadow ninja samurai pirate wizard warrior knight hunter',
  'football baseball basketball soccer hockey tennis golf liverpool arsenal chelsea barcelona realmadrid juventus yankees',
  'cowboys lakers steelers patriots superman batman spiderman ironman pokemon pikachu naruto starwars matrix mustang',
  'ferrari porsche mercedes corvette harley yamaha princess prince queen king angel angels heaven devil jesus christ god',
  'sunshine summer winter spring autumn flower butterfly rainbow cookie chocolate banana orange apple cherry pepper ginger',
  'cheese coffee purple yellow green black white silver golden diamond crystal star stars moon sun sky blue red',
  'michael michelle jennifer jessica jordan joshua daniel andrew thomas charlie robert george william matthew anthony ashley',
  'nicole hannah amanda samantha maggie buster rocky bailey killer cooper sparky google facebook twitter linkedin youtube',
  'instagram amazon microsoft windows samsung iphone android apple hello hallo hola bonjour goodbye please thanks freedom',
  'family friend friends mother father brother sister baby money dollar bitcoin ethereum crypto binance trader trading',
  'moon lambo wallet satoshi hodl coin coins exchange futures leverage liquidation profit million millionaire rich lucky',
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september',
  'october november december today tomorrow forever always never happy smile music guitar piano london paris berlin newyork',
  'america canada germany france spain italy russia china india japan brazil mexico africa europe blink182 metallica nirvana',
  'one two three four five six seven eight nine zero the and you are not for this that correcthorse',
]
  .flatMap(line => line.split(' '))
  .toSorted((a, b) => b.length - a.length)
