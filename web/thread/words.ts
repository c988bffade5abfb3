/** Words of a thread, for either side of the wall. What one side says of the other names nobody. */
export const THREAD = {
  thread: {
    title: "Messages",
    none: "Neither side has written anything about this submission yet.",
    earlier_one: "Show {count} earlier message",
    earlier_other: "Show {count} earlier messages",
    you: "You",
    hint: "Recorded word for word; it cannot be changed afterwards. At most {max} characters.",
    kept: "Kept on this device until you send it.",
    empty: "Write the message first.",
    tooLong: "{max} characters at most; this has {given}. It is kept here.",
    send: "Send the message",
    sendTitle: "Send this message?",
    sent: "The message is sent.",
    back: "Go on writing",
    waits: {
      title: "Messages of delegations",
      aside: "The longest waiting first; an expert or the Secretariat answers",
      line: "Message of {state} about {reference}: not answered yet",
      here: "What the delegation wrote is not answered",
      can: "Answer what the delegation wrote, under Messages.",
      read: "Read and answer",
    },
    state: {
      aside: "Between your mission and the Panel",
      reads: "Officers of your mission, the experts of this Panel and the Secretariat read them. No other delegation does.",
      label: "Message to the Panel and the Secretariat",
      files: "Files are not attached: new material is a supplement.",
      sendSays:
        "Experts of the Panel and the Secretariat read it, under the handling of this submission. They are not told who of your mission wrote it. It cannot be changed.",
      from: { state: "Your mission", expert: "An expert of the Panel", secretariat: "The Secretariat" },
    },
    panel: {
      aside: "With the delegation of {state}",
      reads: "Experts and officers of this regime, and that delegation alone, read them, under the handling of the submission:",
      label: "Message to the delegation",
      files:
        "The delegation knows the submission as {reference}: the Panel’s own numbers are not for it, nor what other States gave. Files are not attached.",
      sendSays:
        "The delegation reads it, and that an expert of the Panel or the Secretariat wrote it, not who. It cannot be changed.",
      from: { state: "The delegation", expert: "An expert of the Panel", secretariat: "The Secretariat" },
    },
  },
};
