/// What stands where a value is still to come.
package enum Placeholder {
  /// `???`, `TBD`, `TODO`, `N/A`, `-`, `—`, empty, `[To be filled]`, `❓`, `Pending`.
  package static func matches(_ text: String) -> Bool { false }
}
