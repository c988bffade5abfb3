/** Whether the check digit of a seven-digit IMO number holds: first six digits times 7 to 2, last digit of the sum (BRIEF 5.2). Proves nothing about identity. */
export const imoCheck = (imo: string): boolean => {
  if (!/^\d{7}$/.test(imo)) return false;
  const sum = [...imo.slice(0, 6)].reduce((total, digit, index) => total + Number(digit) * (7 - index), 0);
  return sum % 10 === Number(imo[6]);
};
