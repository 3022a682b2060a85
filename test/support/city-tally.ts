import type { Cells } from "./expand-text.ts";

/** The three tables of a busy city's published report of 2025 (杭州市), without their totals. */
export const city: Cells = {
  proactive: {
    regulations: { issued: 3, repealed: 5, inForce: 74 },
    normativeDocuments: { issued: 564, repealed: 984, inForce: 4185 },
    licences: 11398889,
    penalties: 6937489,
    coerciveMeasures: 166105,
    fees: 316441,
  },
  requests: {
    received: { naturalPerson: 13612, business: 252, publicWelfare: 45, legalService: 128, otherOrganization: 32 },
    broughtForward: { naturalPerson: 535, business: 6, publicWelfare: 1, legalService: 18 },
    outcomes: {
      granted: { naturalPerson: 5345, business: 129, publicWelfare: 41, legalService: 19, otherOrganization: 14 },
      partlyGranted: { naturalPerson: 2120, business: 39, publicWelfare: 1, legalService: 6, otherOrganization: 2 },
      denied: {
        stateSecret: { naturalPerson: 13 },
        otherLaw: { naturalPerson: 30 },
        safetyAndStability: { naturalPerson: 11 },
        thirdPartyRights: { naturalPerson: 49, business: 2 },
        internalAffairs: { naturalPerson: 103, business: 1 },
        processInformation: { naturalPerson: 84, business: 1 },
        enforcementFile: { naturalPerson: 282, business: 4 },
        administrativeQuery: { naturalPerson: 147, legalService: 1, otherOrganization: 2 },
      },
      unableToProvide: {
        notHeld: { naturalPerson: 3075, business: 50, legalService: 89, otherOrganization: 8 },
        mustBeCreated: { naturalPerson: 177, business: 3 },
        stillUnclear: { naturalPerson: 19 },
      },
      notProcessed: {
        complaint: { naturalPerson: 199, business: 1, legalService: 3 },
        repeated: { naturalPerson: 147, business: 1 },
        publication: 0,
        excessive: { naturalPerson: 100, business: 1 },
        reissue: { naturalPerson: 5 },
      },
      otherwiseClosed: {
        notSupplemented: { naturalPerson: 315, business: 3 },
        feeUnpaid: { naturalPerson: 202, publicWelfare: 1 },
        other: { naturalPerson: 941, business: 17, publicWelfare: 1, legalService: 3, otherOrganization: 3 },
      },
    },
    carriedForward: { naturalPerson: 783, business: 6, publicWelfare: 2, legalService: 25, otherOrganization: 3 },
  },
  disputes: {
    review: { upheld: 376, corrected: 97, other: 196, pending: 121 },
    litigation: {
      direct: { upheld: 16, corrected: 1, other: 12, pending: 27 },
      afterReview: { upheld: 74, corrected: 1, other: 30, pending: 51 },
    },
  },
};
