/** A township's tally, whole, as the words of the design have it; tests change a line of it. */
export const example: string = `year: 2025
unit: { name: 凤凰镇人民政府, kind: township, code: "320582104" }
scope: own
signoff:
  prepared: { by: 办公室, on: 2026-01-08 }
  verified: { by: 党政办, on: 2026-01-12 }
  approved: { by: 分管领导, on: 2026-01-15 }
published: 2026-01-16

proactive:
  regulations:        { issued: 0, repealed: 0, inForce: 0 }
  normativeDocuments: { issued: 4, repealed: 0, inForce: 32 }
  licences: 12
  penalties: 30
  coerciveMeasures: 0
  fees: 0.38

requests:
  received:       { naturalPerson: 13, business: 2 }
  broughtForward: 0
  outcomes:
    granted:       { naturalPerson: 6 }
    partlyGranted: { naturalPerson: 2 }
    denied:          { stateSecret: 0, otherLaw: 0, safetyAndStability: 0, thirdPartyRights: 0,
                       internalAffairs: 0, processInformation: 0, enforcementFile: 0, administrativeQuery: 0 }
    unableToProvide: { notHeld: { naturalPerson: 3, business: 2 }, mustBeCreated: 0, stillUnclear: 0 }
    notProcessed:    { complaint: 0, repeated: 0, publication: 0, excessive: 0, reissue: 0 }
    otherwiseClosed: { notSupplemented: 0, feeUnpaid: 0, other: { naturalPerson: 1 } }
    total:         { naturalPerson: 12, business: 2, total: 14 }
  carriedForward: { naturalPerson: 1 }

disputes:
  review: { upheld: 1, corrected: 0, other: 0, pending: 0 }
  litigation:
    direct:      { upheld: 0, corrected: 0, other: 0, pending: 0 }
    afterReview: { upheld: 0, corrected: 0, other: 0, pending: 0 }

activity:
  itemsPublished: { total: 1186, channels: { website: 263, wechat: 923 }, topics: { 财政资金: 305 } }
  interpretations: 15
  responses: { raised: 16, answered: 16 }
  hotline:   { received: 392, closed: 388, onTime: 380, satisfied: 371 }
  messages:  { received: 54, closed: 54 }
  services:  { accepted: 33万余, closed: 32.55万余 }
  training:  { sessions: 2, attendances: 160余 }
  staff:     { fullTime: 1, partTime: 2 }
  processingFee: 0

narrative:
  overview: |
    （一）主动公开。全年主动公开政府信息{{activity.itemsPublished.total}}条。
    其中政府网站263条。
  problems: 公开内容不够丰富。
waivers:
  - { rule: GR204, at: proactive.normativeDocuments.inForce, reason: 集中清理后按新口径统计, by: 法制办, on: 2026-01-10 }
`;
