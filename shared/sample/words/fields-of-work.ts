/** A field in which experts are sought: what people there do, use and argue about. */
export interface FieldOfWork {
  name: string;
  keywords: readonly string[];
  /** What a client wants to learn, each after "How …" or "What …". */
  questions: readonly string[];
  roles: readonly string[];
}

const commonRoles = ['Operations Director', 'Procurement Lead', 'Former CFO', 'Plant Manager'];

const field = (name: string, keywords: string, questions: string, roles: string): FieldOfWork => ({
  name,
  keywords: keywords.split(', '),
  questions: questions.split('; '),
  roles: [...roles.split(', '), ...commonRoles],
});

export const fieldsOfWork: readonly FieldOfWork[] = [
  field(
    'cold-chain logistics',
    'reefer fleets, last mile, vaccine storage, temperature loggers, 3PL contracts, cross-docking',
    'How are long-term 3PL contracts priced?; What share of loads is rejected for temperature?; Which loggers do shippers trust?',
    'Head of Cold Chain, Fleet Manager, Quality Manager Logistics',
  ),
  field(
    'battery recycling',
    'black mass, hydrometallurgy, offtake, cathode scrap, feedstock, EU Battery Regulation',
    'How is black mass priced against spot metals?; Who controls feedstock in Europe?; What recovery rates are real at scale?',
    'Process Engineer, Head of Feedstock, Commercial Director',
  ),
  field(
    'hospital procurement',
    'tenders, group purchasing, consumables, capital equipment, formulary, framework agreements',
    'How do hospitals switch suppliers of consumables?; What does a tender weigh besides price?; Who signs off capital equipment?',
    'Head of Hospital Procurement, Category Buyer, Theatre Manager',
  ),
  field(
    'payment gateways',
    'acquiring, interchange, chargebacks, PSD2, tokenisation, merchant onboarding',
    'How sticky are mid-size merchants?; What drives gateway churn?; How do acquirers price cross-border volume?',
    'Product Director Payments, Head of Merchant Risk, Acquiring Lead',
  ),
  field(
    'grid-scale storage',
    'BESS, ancillary services, capacity market, inverters, EPC, degradation',
    'How fast do revenues from frequency response fall?; What warranties do integrators give?; Which EPC terms are standard?',
    'Grid Connection Manager, Asset Manager Storage, BESS Engineer',
  ),
  field(
    'specialty coffee',
    'green buying, roasting, direct trade, subscriptions, capsules, cupping',
    'How do roasters pass on green prices?; What margin does a subscription leave?; Which origins gain share?',
    'Green Coffee Buyer, Head Roaster, Wholesale Manager',
  ),
  field(
    'dental imaging',
    'CBCT, intraoral scanners, aligners, practice software, leasing, service contracts',
    'How often do practices replace a scanner?; Who decides in a dental group?; What do service contracts cost?',
    'Regional Sales Director Dental, Orthodontist, Service Manager',
  ),
  field(
    'industrial lasers',
    'fibre lasers, welding, cutting, ultrafast, optics, integrators',
    'How far have prices per watt fallen?; Where do local makers win?; What do integrators look for?',
    'Laser Application Engineer, Product Manager Optics, Integrator',
  ),
  field(
    'port logistics',
    'terminal operating systems, crane automation, demurrage, hinterland rail, berth windows, customs',
    'How are terminals chosen by lines?; What does crane automation save?; Who pays for congestion?',
    'Terminal Manager, Harbour Master, Head of Rail Freight',
  ),
  field(
    'grain trading',
    'basis, elevators, freight, crush margins, origination, hedging',
    'How do traders earn on basis?; What storage is short?; How is freight risk shared?',
    'Grain Originator, Freight Trader, Silo Manager',
  ),
  field(
    'biosimilars',
    'interchangeability, tenders, adalimumab, cell lines, fill and finish, market access',
    'How quickly do payers switch patients?; What discount wins a tender?; Where is fill and finish short?',
    'Regulatory Affairs Lead, Market Access Director, Bioprocess Engineer',
  ),
  field(
    'rail signalling',
    'ETCS, interlocking, CBTC, obsolescence, safety cases, framework contracts',
    'How long does an ETCS roll-out take?; Who may maintain legacy interlockings?; What do safety cases cost?',
    'Signalling Engineer, Safety Assessor, Project Director Rail',
  ),
  field(
    'mobile towers',
    'tenancy ratio, ground leases, active sharing, small cells, power, anchor tenants',
    'How do operators negotiate renewals?; What raises tenancy?; Which sites lose money?',
    'Tower Portfolio Manager, Site Acquisition Lead, Network Planner',
  ),
  field(
    'satellite ground stations',
    'antenna as a service, LEO, spectrum filings, downlink, teleports, latency',
    'How do operators choose teleports?; What does a pass cost?; Who owns the landing rights?',
    'Ground Segment Engineer, Spectrum Manager, Teleport Manager',
  ),
  field(
    'fleet telematics',
    'OEM data, driver scoring, tachographs, insurance, connected trailers, churn',
    'How do fleets compare suppliers?; What will OEM data replace?; Why do small fleets leave?',
    'Telematics Product Owner, Fleet Sales Manager, Insurance Partnerships Lead',
  ),
  field(
    'low-carbon cement',
    'clinker ratio, calcined clay, kiln fuels, carbon price, ready-mix, standards',
    'How far can the clinker ratio fall?; Who pays a premium for low carbon?; What do kiln conversions cost?',
    'Kiln Engineer, Ready-mix Manager, Standards Expert',
  ),
];
