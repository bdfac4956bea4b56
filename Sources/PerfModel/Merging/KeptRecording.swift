/// What a run was told by a recorder, for merging it with other shards: a run alone no longer knows what lay between its figures.
///
/// It is no part of what the run says: two runs are equal whether it was kept or not.
struct KeptRecording: Sendable, Hashable {
  var content: Content?

  struct Content: Sendable {
    let recorder: RunRecorder
    /// The series that the recorder told.
    let keys: Set<SeriesKey>
  }

  static func == (a: KeptRecording, b: KeptRecording) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}
