/// Reads what people write as a target.
///
/// Every word has to be accounted for. What the lexicon does not know may only be the name of an endpoint, in a place where
/// names stand; anything else makes a phrase with a bound `notUnderstood` and one without it `notATarget`.
package enum PhraseReader {
  /// Longer than any target that somebody put into one line; such a line is prose.
  private static let longest = 300

  /// A whole phrase: a bullet, a checklist entry, an alert's condition, a `--slo` expression.
  package static func read(_ text: String, in context: PhraseContext) -> PhraseReading {
    read(text, in: context, isCell: false)
  }

  /// A cell that holds only an amount ("< 1.2GB", "90ms", "100-150 ms average"), whose subject the context gives.
  package static func readAmount(_ text: String, in context: PhraseContext) -> PhraseReading {
    read(text, in: context, isCell: true)
  }

  private static func read(_ text: String, in context: PhraseContext, isCell: Bool) -> PhraseReading {
    if text.utf8.count > longest || Placeholder.matches(text) { return .notATarget }
    let tokens = PhraseTokens(text, decimalComma: context.usesDecimalComma)
    let items = ItemReader(tokens).items
    let clauses = ClauseSplitter.split(items[...]).map { ClauseReader.read($0, of: tokens) }
    return ClauseChain(clauses, context: context, isCell: isCell).reading()
  }
}
