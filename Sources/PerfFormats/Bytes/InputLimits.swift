/// Bounds on what one input may ask of the machine. They live where bytes are read, so that no importer can forget them.
public struct InputLimits: Sendable, Hashable {
  /// Bytes after decompression.
  public var maximumBytes = 1 << 40
  /// Bytes of an input that has to be held whole, such as a JSON document.
  public var maximumDocumentBytes = 256 << 20
  /// Bytes of one line.
  public var maximumLineBytes = 16 << 20
  /// Decompressed bytes for each compressed one, once `ratioGrace` bytes have come out.
  public var maximumRatio = 2000
  /// Decompressed bytes below which no ratio is a bomb.
  public var ratioGrace = 64 << 20
  /// Levels of nesting of a document.
  public var maximumDepth = 256
  /// Distinct label values that one run may list one by one; what comes after is counted, not listed.
  public var maximumLabelValues = 10_000

  public init() {}
}
