/// What somebody knows of a resource beside what was measured.
public struct ResourceNote: Sendable, Hashable {
  /// As the evidence calls it: `orders`, `api CPU`.
  public var name: String
  public var kind: ResourceEvidence.Kind?
  public var isShared: Bool?
  public var fullAt: Double?
  public var readShare: Double?
  public var growthShare: Double?
  public var intervention: ResourceEvidence.Intervention?

  public init(
    name: String, kind: ResourceEvidence.Kind? = nil, isShared: Bool? = nil, fullAt: Double? = nil,
    readShare: Double? = nil, growthShare: Double? = nil, intervention: ResourceEvidence.Intervention? = nil
  ) {
    self.name = name
    self.kind = kind
    self.isShared = isShared
    self.fullAt = fullAt
    self.readShare = readShare
    self.growthShare = growthShare
    self.intervention = intervention
  }

  /// The evidence with what the notes say; a note of something that was not measured is evidence of its own where it says of which kind.
  static func apply(_ notes: [ResourceNote], to resources: [ResourceEvidence]) -> [ResourceEvidence] {
    var resources = resources
    for note in notes {
      if let place = resources.firstIndex(where: { $0.name == note.name }) {
        resources[place] = note.applied(to: resources[place])
      } else if let kind = note.kind {
        resources.append(note.applied(to: ResourceEvidence(name: note.name, kind: kind)))
      }
    }
    return resources
  }

  private func applied(to evidence: ResourceEvidence) -> ResourceEvidence {
    let kind = kind ?? evidence.kind
    return ResourceEvidence(
      name: evidence.name, kind: kind, isShared: isShared ?? (self.kind == nil ? evidence.isShared : nil),
      fullAt: fullAt ?? (self.kind == nil ? evidence.fullAt : nil), samples: evidence.samples,
      growthShare: growthShare ?? evidence.growthShare, intervention: intervention ?? evidence.intervention,
      readShare: readShare ?? evidence.readShare)
  }
}
