/** The five steps of the booking errand. */
export const bookingSteps = {
  label: "facility.steps",
  names: ["facility.step.when", "facility.step.use", "facility.step.check", "facility.step.pay", "facility.step.done"],
} as const;
