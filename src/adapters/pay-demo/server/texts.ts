/** The hosted page's words. The demo provider is a service of its own, so its texts are its own too. */
export const texts = {
  ja: {
    about: "このページについて",
    service: "見本の支払いサービス",
    sample: "見本のページです。お金は動きません。本物のカードの番号は、入れないでください。",
    toPay: "お支払い",
    yen: (amount: string) => `${amount}円`,
    until: (time: string) => `このページは、${time}まで使えます。`,
    refused: "カードが使えませんでした。お金は動いていません。別のカードか、コンビニを選んでください。",
    card: "カードで支払う",
    number: "カード番号",
    numberHint: "下の見本の番号を入れてください。",
    payNow: (amount: string) => `${amount}円を支払う`,
    samples: "見本の番号",
    works: "支払えるカード",
    fails: "断られるカード",
    slow: "返事に時間がかかるカード",
    konbini: "コンビニで支払う",
    konbiniHint: (time: string) => `番号を出します。${time}までに、レジで支払ってください。`,
    giveNumber: "番号を出す",
    noKonbini: "今回は、期限が近いので、コンビニを選べません。",
    back: "支払わずに、もどる",
    numberTitle: "レジで、この番号を伝えてください",
    payUntil: (time: string) => `${time}までに支払ってください。`,
    payInShop: "店で支払ったことにする",
    payInShopHint: "見本のためのボタンです。あとから、このページにもどって押すこともできます。",
    waitTitle: "カード会社の返事を待っています",
    wait: "返事が来るまで、しばらくかかります。もう一度支払わないでください。",
    paidTitle: "支払いが終わりました",
    paid: "このページは、閉じてもかまいません。",
    goHome: "もとのページへもどる",
    overTitle: "このページは、もう使えません",
    over: "時間が過ぎたか、手続きが取りやめになりました。お金は動いていません。",
    missingTitle: "ページが見つかりません",
    otherLanguage: "English",
  },
  en: {
    about: "About this page",
    service: "Sample payment service",
    sample: "This is a sample page. No money moves. Do not enter the number of a real card.",
    toPay: "Amount to pay",
    yen: (amount: string) => `${amount} yen`,
    until: (time: string) => `You can use this page until ${time}.`,
    refused: "The card was refused. No money has moved. Please use another card, or pay at a convenience store.",
    card: "Pay by card",
    number: "Card number",
    numberHint: "Enter one of the sample numbers below.",
    payNow: (amount: string) => `Pay ${amount} yen`,
    samples: "Sample numbers",
    works: "A card that works",
    fails: "A card that is refused",
    slow: "A card whose answer takes a while",
    konbini: "Pay at a convenience store",
    konbiniHint: (time: string) => `You get a number. Pay it at the till by ${time}.`,
    giveNumber: "Get the number",
    noKonbini: "The deadline is near, so you cannot pay at a convenience store this time.",
    back: "Go back without paying",
    numberTitle: "Show this number at the till",
    payUntil: (time: string) => `Please pay by ${time}.`,
    payInShop: "Act as if it was paid in the shop",
    payInShopHint: "This button is part of the sample. You may also come back to this page later and press it.",
    waitTitle: "Waiting for the card company",
    wait: "The answer takes a while. Please do not pay again.",
    paidTitle: "Your payment is complete",
    paid: "You may close this page.",
    goHome: "Back to where you came from",
    overTitle: "This page can no longer be used",
    over: "The time is over, or the errand was cancelled. No money has moved.",
    missingTitle: "Page not found",
    otherLanguage: "日本語",
  },
} as const;

export type Language = keyof typeof texts;

const numbers = new Intl.NumberFormat("en");
export const grouped = (amount: number): string => numbers.format(amount);

const times: Record<Language, Intl.DateTimeFormat> = {
  ja: format("ja-JP", "long"),
  en: format("en-GB", "long"),
};

function format(locale: string, month: "long") {
  return new Intl.DateTimeFormat(locale, {
    timeZone: "Asia/Tokyo",
    month,
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
  });
}

export function timeText(instant: string, language: Language): string {
  return times[language].format(new Date(instant));
}
