import Glibc

/// What the file system says of a path, with symbolic links followed.
public struct FileStatus: Sendable, Hashable {
  public let kind: Kind
  /// Bytes of a regular file.
  public let bytes: Int
  /// Equal for two paths of one file.
  public let identity: Identity

  public enum Kind: Sendable, Hashable {
    case file
    case folder
    /// A pipe, a socket, a device.
    case other
  }

  /// Device and inode.
  public struct Identity: Sendable, Hashable {
    let device: UInt
    let inode: UInt
  }

  /// Nil when nothing is there, or it may not be looked at.
  public init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    default: kind = .other
    }
    bytes = Int(status.st_size)
    identity = Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
  }
}
