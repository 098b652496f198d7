import enAllocation from "./en/allocation.json" with { type: "json" };
import enDoor from "./en/door.json" with { type: "json" };
import enFacility from "./en/facility.json" with { type: "json" };
import enFacilityApproval from "./en/facility-approval.json" with { type: "json" };
import enFacilityDay from "./en/facility-day.json" with { type: "json" };
import enFacilityDeposit from "./en/facility-deposit.json" with { type: "json" };
import enFacilityFees from "./en/facility-fees.json" with { type: "json" };
import enFacilityFile from "./en/facility-file.json" with { type: "json" };
import enFacilityLong from "./en/facility-long.json" with { type: "json" };
import enFacilityLottery from "./en/facility-lottery.json" with { type: "json" };
import enFacilityOrdinance from "./en/facility-ordinance.json" with { type: "json" };
import enFacilityPenalty from "./en/facility-penalty.json" with { type: "json" };
import enFacilityReceipt from "./en/facility-receipt.json" with { type: "json" };
import enFacilityReduction from "./en/facility-reduction.json" with { type: "json" };
import enFacilityRules from "./en/facility-rules.json" with { type: "json" };
import enFacilitySeries from "./en/facility-series.json" with { type: "json" };
import enIdentity from "./en/identity.json" with { type: "json" };
import enIdentityRegistration from "./en/identity-registration.json" with { type: "json" };
import enKernel from "./en/kernel.json" with { type: "json" };
import enLottery from "./en/lottery.json" with { type: "json" };
import enNotice from "./en/notice.json" with { type: "json" };
import enPayment from "./en/payment.json" with { type: "json" };
import enPaymentClosing from "./en/payment-closing.json" with { type: "json" };
import enPaymentDeposit from "./en/payment-deposit.json" with { type: "json" };
import enPlan from "./en/plan.json" with { type: "json" };
import enPlanBudget from "./en/plan-budget.json" with { type: "json" };
import enPlanData from "./en/plan-data.json" with { type: "json" };
import enPlanEvaluation from "./en/plan-evaluation.json" with { type: "json" };
import enPlanFigure from "./en/plan-figure.json" with { type: "json" };
import enPlanReport from "./en/plan-report.json" with { type: "json" };
import enPlanReview from "./en/plan-review.json" with { type: "json" };
import enSite from "./en/site.json" with { type: "json" };
import enUi from "./en/ui.json" with { type: "json" };
import jaAllocation from "./ja/allocation.json" with { type: "json" };
import jaDoor from "./ja/door.json" with { type: "json" };
import jaFacility from "./ja/facility.json" with { type: "json" };
import jaFacilityApproval from "./ja/facility-approval.json" with { type: "json" };
import jaFacilityApprovalStaff from "./ja/facility-approval-staff.json" with { type: "json" };
import jaFacilityBlocks from "./ja/facility-blocks.json" with { type: "json" };
import jaFacilityDay from "./ja/facility-day.json" with { type: "json" };
import jaFacilityDeposit from "./ja/facility-deposit.json" with { type: "json" };
import jaFacilityDepositStaff from "./ja/facility-deposit-staff.json" with { type: "json" };
import jaFacilityFees from "./ja/facility-fees.json" with { type: "json" };
import jaFacilityFile from "./ja/facility-file.json" with { type: "json" };
import jaFacilityLong from "./ja/facility-long.json" with { type: "json" };
import jaFacilityLottery from "./ja/facility-lottery.json" with { type: "json" };
import jaFacilityOrdinance from "./ja/facility-ordinance.json" with { type: "json" };
import jaFacilityPenalty from "./ja/facility-penalty.json" with { type: "json" };
import jaFacilityReceipt from "./ja/facility-receipt.json" with { type: "json" };
import jaFacilityReduction from "./ja/facility-reduction.json" with { type: "json" };
import jaFacilityRules from "./ja/facility-rules.json" with { type: "json" };
import jaFacilitySeries from "./ja/facility-series.json" with { type: "json" };
import jaFacilityStatistics from "./ja/facility-statistics.json" with { type: "json" };
import jaIdentity from "./ja/identity.json" with { type: "json" };
import jaIdentityRegistration from "./ja/identity-registration.json" with { type: "json" };
import jaKernel from "./ja/kernel.json" with { type: "json" };
import jaLottery from "./ja/lottery.json" with { type: "json" };
import jaNotice from "./ja/notice.json" with { type: "json" };
import jaPayment from "./ja/payment.json" with { type: "json" };
import jaPaymentClosing from "./ja/payment-closing.json" with { type: "json" };
import jaPaymentDebts from "./ja/payment-debts.json" with { type: "json" };
import jaPaymentDeposit from "./ja/payment-deposit.json" with { type: "json" };
import jaPaymentMoney from "./ja/payment-money.json" with { type: "json" };
import jaPlan from "./ja/plan.json" with { type: "json" };
import jaPlanBudget from "./ja/plan-budget.json" with { type: "json" };
import jaPlanData from "./ja/plan-data.json" with { type: "json" };
import jaPlanEvaluation from "./ja/plan-evaluation.json" with { type: "json" };
import jaPlanFigure from "./ja/plan-figure.json" with { type: "json" };
import jaPlanReport from "./ja/plan-report.json" with { type: "json" };
import jaPlanReview from "./ja/plan-review.json" with { type: "json" };
import jaSite from "./ja/site.json" with { type: "json" };
import jaUi from "./ja/ui.json" with { type: "json" };
import easyAllocation from "./ja-easy/allocation.json" with { type: "json" };
import easyDoor from "./ja-easy/door.json" with { type: "json" };
import easyFacility from "./ja-easy/facility.json" with { type: "json" };
import easyFacilityApproval from "./ja-easy/facility-approval.json" with { type: "json" };
import easyFacilityDay from "./ja-easy/facility-day.json" with { type: "json" };
import easyFacilityDeposit from "./ja-easy/facility-deposit.json" with { type: "json" };
import easyFacilityFees from "./ja-easy/facility-fees.json" with { type: "json" };
import easyFacilityLong from "./ja-easy/facility-long.json" with { type: "json" };
import easyFacilityLottery from "./ja-easy/facility-lottery.json" with { type: "json" };
import easyFacilityOrdinance from "./ja-easy/facility-ordinance.json" with { type: "json" };
import easyFacilityPenalty from "./ja-easy/facility-penalty.json" with { type: "json" };
import easyFacilityReceipt from "./ja-easy/facility-receipt.json" with { type: "json" };
import easyFacilityReduction from "./ja-easy/facility-reduction.json" with { type: "json" };
import easyFacilityRules from "./ja-easy/facility-rules.json" with { type: "json" };
import easyFacilitySeries from "./ja-easy/facility-series.json" with { type: "json" };
import easyIdentity from "./ja-easy/identity.json" with { type: "json" };
import easyIdentityRegistration from "./ja-easy/identity-registration.json" with { type: "json" };
import easyKernel from "./ja-easy/kernel.json" with { type: "json" };
import easyLottery from "./ja-easy/lottery.json" with { type: "json" };
import easyNotice from "./ja-easy/notice.json" with { type: "json" };
import easyPayment from "./ja-easy/payment.json" with { type: "json" };
import easyPaymentClosing from "./ja-easy/payment-closing.json" with { type: "json" };
import easyPaymentDeposit from "./ja-easy/payment-deposit.json" with { type: "json" };
import easyPlan from "./ja-easy/plan.json" with { type: "json" };
import easyPlanBudget from "./ja-easy/plan-budget.json" with { type: "json" };
import easyPlanData from "./ja-easy/plan-data.json" with { type: "json" };
import easyPlanEvaluation from "./ja-easy/plan-evaluation.json" with { type: "json" };
import easyPlanFigure from "./ja-easy/plan-figure.json" with { type: "json" };
import easyPlanReport from "./ja-easy/plan-report.json" with { type: "json" };
import easyPlanReview from "./ja-easy/plan-review.json" with { type: "json" };
import easySite from "./ja-easy/site.json" with { type: "json" };
import easyUi from "./ja-easy/ui.json" with { type: "json" };

/** A file per module and language; each key begins with its file's name, or with `refusal.` or `field.`. */
export const messages = {
  ja: {
    ...jaKernel,
    ...jaUi,
    ...jaIdentity,
    ...jaIdentityRegistration,
    ...jaFacility,
    ...jaFacilityApproval,
    ...jaFacilityApprovalStaff,
    ...jaFacilityBlocks,
    ...jaFacilityDay,
    ...jaFacilityDeposit,
    ...jaFacilityDepositStaff,
    ...jaFacilityFees,
    ...jaFacilityFile,
    ...jaFacilityLong,
    ...jaFacilityLottery,
    ...jaFacilityOrdinance,
    ...jaFacilityRules,
    ...jaFacilitySeries,
    ...jaFacilityStatistics,
    ...jaFacilityPenalty,
    ...jaFacilityReceipt,
    ...jaFacilityReduction,
    ...jaLottery,
    ...jaAllocation,
    ...jaPayment,
    ...jaPaymentMoney,
    ...jaPaymentClosing,
    ...jaPaymentDeposit,
    ...jaPaymentDebts,
    ...jaDoor,
    ...jaNotice,
    ...jaPlan,
    ...jaPlanData,
    ...jaPlanFigure,
    ...jaPlanEvaluation,
    ...jaPlanReview,
    ...jaPlanBudget,
    ...jaPlanReport,
    ...jaSite,
  },
  en: {
    ...enKernel,
    ...enUi,
    ...enIdentity,
    ...enIdentityRegistration,
    ...enFacility,
    ...enFacilityApproval,
    ...enFacilityDay,
    ...enFacilityDeposit,
    ...enFacilityFees,
    ...enFacilityFile,
    ...enFacilityLong,
    ...enFacilityLottery,
    ...enFacilityOrdinance,
    ...enFacilityRules,
    ...enFacilitySeries,
    ...enFacilityPenalty,
    ...enFacilityReceipt,
    ...enFacilityReduction,
    ...enLottery,
    ...enAllocation,
    ...enPayment,
    ...enPaymentClosing,
    ...enPaymentDeposit,
    ...enDoor,
    ...enNotice,
    ...enPlan,
    ...enPlanData,
    ...enPlanFigure,
    ...enPlanEvaluation,
    ...enPlanReview,
    ...enPlanBudget,
    ...enPlanReport,
    ...enSite,
  },
  "ja-easy": {
    ...easyKernel,
    ...easyUi,
    ...easyIdentity,
    ...easyIdentityRegistration,
    ...easyFacility,
    ...easyFacilityApproval,
    ...easyFacilityDay,
    ...easyFacilityDeposit,
    ...easyFacilityFees,
    ...easyFacilityLong,
    ...easyFacilityLottery,
    ...easyFacilityOrdinance,
    ...easyFacilityRules,
    ...easyFacilitySeries,
    ...easyFacilityPenalty,
    ...easyFacilityReceipt,
    ...easyFacilityReduction,
    ...easyLottery,
    ...easyAllocation,
    ...easyPayment,
    ...easyPaymentClosing,
    ...easyPaymentDeposit,
    ...easyDoor,
    ...easyNotice,
    ...easyPlan,
    ...easyPlanData,
    ...easyPlanFigure,
    ...easyPlanEvaluation,
    ...easyPlanReview,
    ...easyPlanBudget,
    ...easyPlanReport,
    ...easySite,
  },
};
