import PerfImporterConformance
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// The one run of a file of the corpus below `profiles/`, or of a fixture.
func postgresRun(_ path: String) throws -> Run {
  let bytes = try #require(TestCorpus.bytes("profiles/" + path), "there is no \(path)")
  return try postgresRun(bytes, name: path)
}

func postgresRun(_ bytes: [UInt8], name: String) throws -> Run {
  guard case .one(let importer) = ImporterRegistry.identify(bytes.prefix(4096)) else {
    throw NotIdentified(name: name)
  }
  return try #require(ImporterConformance.read(importer, bytes, name: name).first)
}

struct NotIdentified: Error {
  let name: String
}
