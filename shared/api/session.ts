/** How long a sign-in lasts, for both homes and the portal. */
export const SESSION = {
  /** Minutes that an access token holds: so long may somebody act after being signed out everywhere. What a person may do is read anew each time. */
  accessMinutes: 15,
  /** Hours after which one signs in again with a second factor, however busy. */
  refreshHours: 12,
  /** Minutes without any act after which the portal forgets its tokens. */
  idleMinutes: 30,
  /** Seconds that a refresh token still works after it was exchanged: an answer may get lost on the way. Then it is worthless. */
  rotationGraceSeconds: 10,
  /** Days that an invitation can be taken up. */
  invitationDays: 3,
} as const;
