/** The program cannot start, and this sentence says why and what to do. Printed without a stack; exit code 1. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";
}
