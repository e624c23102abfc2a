/** Sentences for notes and summaries; `{…}` is filled in. */
export const careers = [
  'Spent {years} years in {field}, the last {few} as {role} at a company of some {staff} people.',
  'Built up the {field} business of a family-owned group and left when it was sold.',
  'Ran sourcing and contracts for {field} across {regions}; knows most suppliers in person.',
  'Came to {field} from consulting and has stayed for {years} years.',
  'Led a team of {team} and answered for a budget of {budget} million euros a year.',
  'Advised two investors on {field} since leaving day-to-day work.',
  'Started on the shop floor and became {role} after {few} years.',
] as const;

export const strengths = [
  'Strong on {keyword} and on how contracts are really negotiated.',
  'Can compare {keyword} between three countries from first-hand experience.',
  'Speaks plainly about what did not work, with figures where they are public.',
  'Knows {keyword} from the supplier’s and from the buyer’s side.',
  'Particularly clear on {keyword}; less so on regulation.',
] as const;

export const practicalities = [
  'Prefers calls before nine in the morning and asks for questions in writing a day ahead.',
  'Will not talk about the present employer or about unpublished figures.',
  'Left the last employer more than a year ago; no non-compete in force.',
  'Available at short notice except in the last week of a quarter.',
  'Asked to be paid through a company; the invoice follows within a week.',
] as const;

export const matchNotes = [
  'Ran exactly this at a mid-size competitor until {year}; compliance has no objection.',
  'Good second voice: closer to {keyword} than to the commercial side.',
  'Left the target’s main supplier in {year}; cooling-off is over.',
  'Recommended by another expert on this request; answered within the hour.',
  'Knows the buyers, less so the technology. Propose if the client wants the demand side.',
  'Rate is above budget; would accept half an hour first.',
] as const;

export const clientNotes = [
  '{role} with {years} years in {field}; can speak to {keyword} in Europe and beyond.',
  'Was responsible for {keyword} until {year} and has compared all major suppliers.',
  'A practitioner’s view of {field}, including what contracts look like from inside.',
] as const;

export const experiences = [
  '{years} years in {field}, of which {few} as {role}; direct responsibility for {keyword}.',
  'Negotiated {keyword} with five of the ten largest players.',
  'Set up and ran a unit for {keyword}; reported to the board.',
] as const;

export const briefs = [
  'A client is looking at {field} and wants to understand {keyword} before a decision at the end of the month.',
  'We need people who have bought, sold or run {field} in the last three years, outside the companies named below.',
  'The team knows the market on paper; it wants practitioners on {keyword} and on how prices are set.',
  'Follow-up to an earlier round: narrower, on {keyword} only, and with people who left their company more than six months ago.',
] as const;

export const summaries = [
  'Clear and well prepared. Main point: {keyword} matters more than price, and switching takes about {months} months.',
  'The expert walked through {keyword} step by step and gave ranges where figures are public.',
  'Useful on {field} as a whole; on {keyword} the view was second-hand and was marked as such.',
  'Ran through the questions in order. Two of them need a follow-up with someone from procurement.',
] as const;

export const feedback = [
  'Exactly the person we needed; the answer on {keyword} changed our view.',
  'Good conversation, though a little general on {keyword}.',
  'Very concrete. We would like an hour more next week.',
  'Pleasant and honest about limits; the line dropped once.',
  'Not quite the experience that the note had promised.',
] as const;

export const values = [
  'Two assumptions of the model corrected.',
  'A shortlist of suppliers to ask next.',
  'First-hand ranges for {keyword}.',
  'Confidence that the thesis holds.',
  'Less than hoped for; mostly known already.',
] as const;

export const cancelReasons = [
  'The client’s project was paused.',
  'The expert fell ill and proposed next week.',
  'Compliance asked for a longer cooling-off.',
  'Another expert had answered the question already.',
  'Travel: no quiet line at the time agreed.',
] as const;

export const incompleteReasons = [
  'The expert did not join; two reminders were sent.',
  'The line failed after a few minutes and was not restored.',
  'The requester had to leave for another meeting.',
] as const;

export const exitReasons = [
  'No answer after three messages.',
  'Left the company more than five years ago.',
  'Asked for twice the usual rate.',
  'Works for a competitor of the client.',
  'Background check still open.',
  'Client prefers somebody from operations.',
  'Knows the market, but not this product.',
  'No time in the next four weeks.',
];

export const closeReasons = [
  'The client decided without further calls.',
  'The budget went to another project.',
  'No expert outside the excluded companies could be found.',
  'Merged with another request of the same team.',
] as const;

export const companies = [
  'Alderbrook',
  'Meridian Vale',
  'Cask & Compass',
  'Northmoor',
  'Juniper Lane',
  'Saltmarsh',
  'Tessellate',
  'Blue Heron',
  'Oakhollow',
  'Quillon',
  'Ferrous & Sons',
  'Larkspur',
  'Vantage Row',
  'Copperfield Grove',
  'Minster Gate',
  'Sable Point',
  'Highwater',
  'Threefold',
  'Windrush',
  'Ember Hill',
] as const;

export const companyKinds = [
  'Capital',
  'Advisers',
  'Consulting',
  'Partners',
  'Industries',
] as const;

export const teams = [
  'Industrials',
  'Health care',
  'Energy',
  'Consumer',
  'Technology',
  'Infrastructure',
  'Private equity',
] as const;

export const campaigns = [
  'spring newsletter',
  'referral round',
  'trade fair',
  'alumni letter',
  'webinar',
  'partner page',
] as const;

export const tags = [
  'responsive',
  'top rated',
  'board level',
  'technical',
  'buyer side',
  'supplier side',
  'native speaker',
  'new market',
  'academic',
  'former regulator',
] as const;
