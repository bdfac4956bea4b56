import CCrypto
public import PerfDiagnostics

/// The SHA-256 of a file's raw bytes, as `sha256sum` prints it.
public enum FileDigest {
  /// Reads the file once, in constant memory.
  /// - Parameter name: how errors call the file.
  /// - Throws: `input-missing` or `input-unreadable`.
  public static func sha256(ofFile path: String, name: String) throws(Diagnostic) -> String {
    let producer = try DescriptorProducer(path: path, name: name)
    guard let context = EVP_MD_CTX_new() else { throw failure(name) }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else { throw failure(name) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = try producer.read(into: buffer)
      guard count > 0 else { break }
      guard EVP_DigestUpdate(context, buffer.baseAddress, count) == 1 else { throw failure(name) }
    }
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    guard EVP_DigestFinal_ex(context, &digest, &length) == 1 else { throw failure(name) }
    return digest.prefix(Int(length)).map(hexadecimal).joined()
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func failure(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, .inputUnreadable, "the cryptographic library refuses SHA-256", at: SourceLocation(file: name),
      hint: "is OpenSSL configured to forbid it?")
  }
}
