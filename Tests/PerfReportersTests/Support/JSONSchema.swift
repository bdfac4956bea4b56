import Foundation

/// The part of JSON Schema that perfreport's schemas use; a keyword that it does not know is an error, not a pass.
struct JSONSchema {
  private let root: [String: Any]

  init(_ text: String) throws {
    root = try (JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
  }

  /// What is wrong with a document, as `path: complaint`; empty if it is valid.
  func complaints(about text: String) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    return check(value, root, "$")
  }

  private func check(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    schema.keys.sorted().flatMap { keyword in apply(keyword, schema, value, path) }
  }

  private func apply(_ keyword: String, _ schema: [String: Any], _ value: Any, _ path: String) -> [String] {
    let rule = schema[keyword]
    switch keyword {
    case "$schema", "$id", "$defs", "title", "description": return []
    case "type":
      let types = (rule as? [String]) ?? [rule as? String ?? "?"]
      return types.contains { Self.matches(value, $0) } ? [] : ["\(path): is not of type \(types)"]
    case "const": return Self.equal(value, rule) ? [] : ["\(path): is not \(rule ?? "?")"]
    case "enum":
      let allowed = rule as? [Any] ?? []
      return allowed.contains { Self.equal(value, $0) } ? [] : ["\(path): \(value) is not one of \(allowed)"]
    case "required":
      guard let object = value as? [String: Any] else { return [] }
      return (rule as? [String] ?? []).filter { object[$0] == nil }.map { "\(path): misses \($0)" }
    case "properties":
      guard let object = value as? [String: Any], let properties = rule as? [String: [String: Any]] else { return [] }
      return properties.keys.sorted().flatMap { name in
        object[name].map { check($0, properties[name] ?? [:], path + "." + name) } ?? []
      }
    case "additionalProperties":
      guard let object = value as? [String: Any] else { return [] }
      let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
      let others = object.keys.filter { !known.contains($0) }.sorted()
      if let schema = rule as? [String: Any] {
        return others.flatMap { check(object[$0] ?? NSNull(), schema, path + "." + $0) }
      }
      return others.map { "\(path): does not know \($0)" }
    case "items":
      guard let array = value as? [Any], let schema = rule as? [String: Any] else { return [] }
      return array.enumerated().flatMap { check($1, schema, "\(path)[\($0)]") }
    case "minItems", "maxItems":
      guard let array = value as? [Any], let bound = rule as? Int else { return [] }
      return (keyword == "minItems" ? array.count >= bound : array.count <= bound)
        ? [] : ["\(path): has \(array.count) items"]
    case "minimum", "maximum":
      guard Self.matches(value, "number"), let number = value as? Double, let bound = rule as? Double else { return [] }
      return (keyword == "minimum" ? number >= bound : number <= bound) ? [] : ["\(path): \(number) is out of range"]
    case "anyOf":
      let options = (rule as? [[String: Any]] ?? []).map { check(value, $0, path) }
      return options.contains(where: \.isEmpty) ? [] : options.last ?? ["\(path): anyOf is empty"]
    case "$ref":
      let name = (rule as? String ?? "").replacingOccurrences(of: "#/$defs/", with: "")
      guard let target = (root["$defs"] as? [String: [String: Any]])?[name] else {
        return ["\(path): no definition \(name)"]
      }
      return check(value, target, path)
    default: return ["\(path): the validator does not know \(keyword)"]
    }
  }

  private static func matches(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "null": value is NSNull
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "boolean": isBool(value)
    case "number": value is NSNumber && !isBool(value)
    case "integer": !isBool(value) && (value as? Double).map { $0 == $0.rounded() } ?? false
    default: false
    }
  }

  /// JSONSerialization gives NSNumber for both; only a Boolean prints its type so.
  private static func isBool(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return false }
    return String(cString: number.objCType) == "c" && (number == true || number == false)
  }

  private static func equal(_ a: Any, _ b: Any?) -> Bool {
    guard let a = a as? NSObject, let b = b as? NSObject else { return false }
    return a == b && isBool(a) == isBool(b)
  }
}
