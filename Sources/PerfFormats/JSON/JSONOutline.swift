/// What the first bytes of a JSON document show of it: the tree as far as it goes.
///
/// Made for `sniff`, where a document is cut anywhere: a container that is cut, or broken further on, keeps what stands before;
/// a scalar that is cut is null, so that its key remains.
public enum JSONOutline {
  /// The partial tree, nil where the bytes do not begin as JSON.
  public static func root(of prefix: ArraySlice<UInt8>) -> JSONNode? {
    var parser = JSONParser(Array(prefix), maximumDepth: InputLimits().maximumDepth, concealing: [])
    return parser.parse().root
  }
}
