/** What CloudFront adds to each request that it passes on to the API, which answers no other. */
export const ORIGIN_SECRET_HEADER = "x-origin-verify";
