/// Reads what people write as a target.
package enum PhraseReader {
  /// A whole phrase: a bullet, a checklist entry, an alert's condition, a `--slo` expression.
  package static func read(_ text: String, in context: PhraseContext) -> PhraseReading { .notATarget }

  /// A cell that holds only an amount ("< 1.2GB", "90ms", "100-150 ms average"), whose subject the context gives.
  package static func readAmount(_ text: String, in context: PhraseContext) -> PhraseReading { .notATarget }
}
