import Testing

@testable import PerfImporters

/// The parts of the scanners of raw outputs.
struct RawScannerTests {
  // The macros of the tests do not take spans.
  private static func equal(_ a: [UInt8], _ b: [UInt8], _ count: Int) -> Bool {
    a.span.bytes.equals(at: 0, b.span.bytes, at: 0, count: count)
  }

  private static func quote(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    bytes.span.bytes.firstOffset(of: UInt8(ascii: "\""), from: range.lowerBound, to: range.upperBound)
  }

  private static func number(in cache: ByteCache, _ key: [UInt8], _ count: Int, _ hash: UInt64) -> Int? {
    cache.number(of: key.span.bytes, at: 0, count: count, hash: hash)
  }

  private static func padded(_ text: String) -> [UInt8] { Array(text.utf8) + [UInt8](repeating: 0, count: 64) }

  @Test(arguments: [
    ("http://shop:8080/users/17/orders?page=2", "/users/:id/orders"), ("https://shop", "/"), ("http://shop/", "/"),
    ("http://shop?x=/a", "/"), ("http://shop/a/550e8400-e29b-41d4-a716-446655440000", "/a/:id"),
    ("http://shop/c/507f1f77bcf86cd799439011/", "/c/:id/"), ("http://shop/facade", "/facade"),
    ("http://shop/deadbeef", "/deadbeef"), ("http://shop/dead0beef", "/:id"), ("http://shop/posts/${}", "/posts/:id"),
    ("http://shop/v2/items", "/v2/items"), ("http://shop/a//b", "/a//b"), ("http://shop/a#17", "/a"),
  ])
  func routes(url: String, route: String) {
    var bytes: [UInt8] = []
    RouteName.append(routeOf: Array(url.utf8).span.bytes, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == route)
  }

  @Test func numbersAreRoundedOnceAsTheStandardLibraryDoes() {
    var number: UInt64 = 12_345
    for _ in 0..<2000 {
      number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let text = "\(number >> 44).\(String(number >> 20 & 0xF_FFFF + 1_000_000).dropFirst())"
      let bytes = Self.padded(text)
      let found = DecimalScanner.number(in: bytes.span.bytes, at: 0)
      #expect(found?.value == Double(text), "\(text)")
      #expect(found?.end == text.utf8.count)
    }
  }

  @Test(arguments: [
    "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.5Z", "2000-02-29T12:30:45.000000001+01:00", "2100-03-01T00:00:00Z",
  ])
  func times(text: String) {
    let expected: [String: Int64] = [
      "1970-01-01T00:00:00Z": 0, "1969-12-31T23:59:59.5Z": -500_000_000,
      "2000-02-29T12:30:45.000000001+01:00": 951_823_845_000_000_001, "2100-03-01T00:00:00Z": 4_107_542_400_000_000_000,
    ]
    #expect(TimeScanner.time(text) == expected[text])
  }

  @Test(arguments: [1, 7, 8, 15, 16, 17, 31, 32, 100])
  func equalityLooksAtEveryByteAndNoFurther(count: Int) {
    let a = (0..<count).map { UInt8($0) } + [UInt8](repeating: 1, count: 16)
    let b = (0..<count).map { UInt8($0) } + [UInt8](repeating: 2, count: 16)
    #expect(Self.equal(a, b, count))
    for place in 0..<count {
      var c = b
      c[place] ^= 0x80
      #expect(!Self.equal(a, c, count))
    }
  }

  @Test func aByteIsFoundWhereItIs() {
    for place in 0..<40 {
      var bytes = [UInt8](repeating: UInt8(ascii: "!"), count: 64)
      bytes[place] = UInt8(ascii: "\"")
      #expect(Self.quote(in: bytes, 0..<40) == place)
      #expect(Self.quote(in: bytes, place + 1..<max(place + 1, 40)) == nil)
      #expect(Self.quote(in: bytes, 0..<place) == nil)
    }
  }

  @Test func aCacheKeepsKeysApartAndForgetsWhenItIsFull() {
    var cache = ByteCache(maximumBytes: 4096)
    var hasForgotten = false
    for number in 0..<2000 {
      let key = Self.padded("key \(number)")
      let count = key.count - 64
      let hash = ByteCache.hash(key.span.bytes, at: 0, count: count)
      #expect(Self.number(in: cache, key, count, hash) == nil)
      hasForgotten = cache.makeRoom(for: count) || hasForgotten
      cache.insert(key.span.bytes, at: 0, count: count, hash: hash, number: number)
      #expect(Self.number(in: cache, key, count, hash) == number)
      // The same hash does not make the same key.
      let other = Self.padded("kex \(number)")
      #expect(Self.number(in: cache, other, count, hash) == nil)
    }
    #expect(hasForgotten)
  }
}
