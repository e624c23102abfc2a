import type { Culture } from './people.ts';

/** A city, and what follows from it. Languages are those that nearly everyone there would list. */
export interface Place {
  city: string;
  country: string;
  /** ISO 3166-1, two letters. */
  code: string;
  /** IANA. */
  timeZone: string;
  languages: readonly string[];
  culture: Culture;
}

const at = (line: string, culture: Culture): Place => {
  const [city, country, code, timeZone, languages] = line.split('|') as [
    string,
    string,
    string,
    string,
    string,
  ];
  return { city, country, code, timeZone, languages: languages.split(' '), culture };
};

export const places: readonly Place[] = [
  at('Lisbon|Portugal|PT|Europe/Lisbon|pt en', 'portuguese'),
  at('Porto|Portugal|PT|Europe/Lisbon|pt en', 'portuguese'),
  at('Madrid|Spain|ES|Europe/Madrid|es en', 'spanish'),
  at('Bilbao|Spain|ES|Europe/Madrid|es eu', 'spanish'),
  at('Ciudad de México|Mexico|MX|America/Mexico_City|es en', 'spanish'),
  at('Bogotá|Colombia|CO|America/Bogota|es en', 'spanish'),
  at('Paris|France|FR|Europe/Paris|fr en', 'french'),
  at('Montréal|Canada|CA|America/Toronto|fr en', 'french'),
  at('Genève|Switzerland|CH|Europe/Zurich|fr de', 'french'),
  at('Berlin|Germany|DE|Europe/Berlin|de en', 'german'),
  at('München|Germany|DE|Europe/Berlin|de en', 'german'),
  at('Wien|Austria|AT|Europe/Vienna|de en', 'german'),
  at('Milano|Italy|IT|Europe/Rome|it en', 'italian'),
  at('Torino|Italy|IT|Europe/Rome|it', 'italian'),
  at('Göteborg|Sweden|SE|Europe/Stockholm|sv en', 'nordic'),
  at('København|Denmark|DK|Europe/Copenhagen|da en', 'nordic'),
  at('Tampere|Finland|FI|Europe/Helsinki|fi sv', 'nordic'),
  at('Kraków|Poland|PL|Europe/Warsaw|pl en', 'polish'),
  at('Łódź|Poland|PL|Europe/Warsaw|pl', 'polish'),
  at('Brno|Czechia|CZ|Europe/Prague|cs en', 'czech'),
  at('İstanbul|Türkiye|TR|Europe/Istanbul|tr en', 'turkish'),
  at('Dubai|United Arab Emirates|AE|Asia/Dubai|ar en', 'arabic'),
  at('Casablanca|Morocco|MA|Africa/Casablanca|ar fr', 'arabic'),
  at('Tel Aviv-Yafo|Israel|IL|Asia/Jerusalem|he en', 'hebrew'),
  at('Bengaluru|India|IN|Asia/Kolkata|en hi', 'indian'),
  at('Mumbai|India|IN|Asia/Kolkata|en mr', 'indian'),
  at('Singapore|Singapore|SG|Asia/Singapore|en zh', 'chinese'),
  at('Shanghai|China|CN|Asia/Shanghai|zh en', 'chinese'),
  at('Osaka|Japan|JP|Asia/Tokyo|ja', 'japanese'),
  at('Tokyo|Japan|JP|Asia/Tokyo|ja en', 'japanese'),
  at('Busan|South Korea|KR|Asia/Seoul|ko en', 'korean'),
  at('Đà Nẵng|Vietnam|VN|Asia/Ho_Chi_Minh|vi en', 'vietnamese'),
  at('Lagos|Nigeria|NG|Africa/Lagos|en yo', 'nigerian'),
  at('Nairobi|Kenya|KE|Africa/Nairobi|en sw', 'kenyan'),
  at('London|United Kingdom|GB|Europe/London|en', 'english'),
  at('Dublin|Ireland|IE|Europe/Dublin|en ga', 'english'),
  at('Chicago|United States|US|America/Chicago|en', 'english'),
  at('Houston|United States|US|America/Chicago|en es', 'english'),
  at('New York|United States|US|America/New_York|en', 'english'),
  at('Melbourne|Australia|AU|Australia/Melbourne|en', 'english'),
  at('São Paulo|Brazil|BR|America/Sao_Paulo|pt en', 'brazilian'),
  at('Curitiba|Brazil|BR|America/Sao_Paulo|pt', 'brazilian'),
];
