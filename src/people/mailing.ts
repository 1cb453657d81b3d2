export const mailChoices = ['at_once', 'daily', 'none'] as const;
/** Urgent things at once and the rest once a day; everything once a day; nothing. */
export type MailChoice = (typeof mailChoices)[number];

export type Mailing = {
  address: string;
  choice: MailChoice;
  /** The mail server of the address would not have it: nothing more is sent until the address is another. */
  refused?: { at: Date; reason: string };
};

/** The address with which an account begins: its user name, where that is one. */
export const mailingFrom = (userName: string, address: string): Mailing | undefined => {
  const chosen = address === '' && isMailAddress(userName) ? userName : address;
  return chosen === '' ? undefined : { address: chosen, choice: 'at_once' };
};

/** Letters and figures only, as mail servers everywhere take them; a mailbox that has others is rare and says so. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 200 &&
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i.test(
    text,
  );

/** What is known of the mail of a person after its address was written anew. A refusal is of the address. */
export function withAddress(
  known: Mailing | undefined,
  address: string,
  choice?: MailChoice,
): Mailing | undefined {
  if (address === '') return undefined;
  const kept = known?.address === address ? known : { address, choice: known?.choice ?? 'at_once' };
  return { ...kept, ...(choice === undefined ? {} : { choice }) };
}

/** Whether anything is sent to a person at all. */
export const isMailed = (mail: Mailing | undefined): mail is Mailing =>
  mail !== undefined && mail.choice !== 'none' && mail.refused === undefined;
