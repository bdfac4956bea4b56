/// Why a clause gives no target.
enum Refusal: Error {
  case notMeasurable(String)
  case notUnderstood(String)
  case notATarget
}
