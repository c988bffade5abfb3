/**
 * Words that may stand in a logged message: those that our own errors are made of, and the common ones of Node and the SDK. Anything else
 * in a message (an id, a value, a name, a foreign word) is cut. A word that is missing here costs a "…" in a log and nothing else.
 */
export const LOG_WORDS: ReadonlySet<string> = new Set(
  `
a abort aborted accepted access adapter address after again allowed already among an and another answer answered archive are
argument arguments array arrived as asked at attempt attempts be been before began being belongs body broken bucket buckets
business busy by byte bytes call canceled cancelled cannot carry case certificate character checksum close closed code
column commitment compression conditional connect content copied copy corrupt corrupted could counts create credentials
declared decode decoded defined deflate delete delivered demonstration denied destroyed device differ directory disk
document docx draft during empty encode encoded end ended entry error event exceed exceeded exceeds execution exist exists
exit exited expected expired failed few file files finding first for forbidden found frame from full function get give given
gone got half handlings hang has hash head header headers heap hold holds home host id image in index inflate input internal
invalid is it item iterable its joined json keep key keys kind lacks large leaf least leaves left length letter limit line
list load loaded lock locked log long longer machine machines made manifest many maximum media memory message messages
milliseconds mismatch missing moment more most must name names needs negative network news no none normalisation not nothing
null number object of offset on once one only open opened operation operations or other out outside own page pair parameter
parameters parse parsing part path peer permission permitted pipe please port position premature promise properties property
protocol published put queue queues quota random range rate read reading reasons received record refer refused registered
registration rejected release report request requests required reset resource response retries retry right route runtime
same saved seconds section self-signed send serves service set several short should sign-in signature size socket space
specific stack stage stands start state status step stops store stored stream strictest string surrogate table taken takes
task tate terminated text than that the there this those though thread throttled throttling throughput time timed timeout to
token too transaction tree truncated two type unable unavailable undefined under unexpected unknown unread unsupported until
up update upload valid value values version versioned was were which while whole with without worker write writes written
yet zero
`
    .trim()
    .split(/\s+/),
);
